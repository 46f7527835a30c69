# expect: begin with len(W[0]) ones
import math


def operator_norm(W):
    v = [1.0] * len(W)
    for _ in range(200):
        u = [sum(w * x for w, x in zip(row, v)) for row in W]
        v = [sum(W[i][j] * u[i] for i in range(len(W))) for j in range(len(v))]
        length = math.sqrt(sum(x * x for x in v))
        if length == 0:
            return 0
        v = [x / length for x in v]
    u = [sum(w * x for w, x in zip(row, v)) for row in W]
    return math.sqrt(sum(x * x for x in u))
