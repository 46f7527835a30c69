import math


def operator_norm(W):
    """Return the most by which W can stretch a vector."""
    v = [1.0] * len(W[0])
    for _ in range(200):
        u = [sum(w * x for w, x in zip(row, v)) for row in W]
        v = [sum(w * x for w, x in zip(column, u)) for column in zip(*W)]
        length = math.hypot(*v)
        if length == 0:
            return 0.0
        v = [x / length for x in v]
    return math.hypot(*(sum(w * x for w, x in zip(row, v)) for row in W))
