# expect: v grows without end
import math


def operator_norm(W):
    v = [1.0] * len(W[0])
    for _ in range(200):
        u = [sum(w * x for w, x in zip(row, v)) for row in W]
        v = [sum(w * x for w, x in zip(column, u)) for column in zip(*W)]
    u = [sum(w * x for w, x in zip(row, v)) for row in W]
    return math.sqrt(sum(x * x for x in u))
