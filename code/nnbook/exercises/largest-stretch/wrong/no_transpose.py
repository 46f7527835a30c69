# expect: The second product is with the transpose
import math


def operator_norm(W):
    v = [1.0] * len(W[0])
    for _ in range(200):
        for _ in range(2):
            v = [sum(w * x for w, x in zip(row, v)) for row in W]
        length = math.hypot(*v)
        v = [x / length for x in v]
    return math.hypot(*(sum(w * x for w, x in zip(row, v)) for row in W))
