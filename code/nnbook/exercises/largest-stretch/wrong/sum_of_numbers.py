# expect: You divide v by the sum of its numbers
import math


def operator_norm(W):
    v = [1.0] * len(W[0])
    for _ in range(200):
        u = [sum(w * x for w, x in zip(row, v)) for row in W]
        v = [sum(w * x for w, x in zip(column, u)) for column in zip(*W)]
        length = sum(abs(x) for x in v)
        if length == 0:
            return 0
        v = [x / length for x in v]
    u = [sum(w * x for w, x in zip(row, v)) for row in W]
    return math.sqrt(sum(x * x for x in u))
