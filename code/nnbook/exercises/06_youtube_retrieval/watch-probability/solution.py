import math


def probability(u, items, i):
    """Return the softmax probability of video i."""
    z = [sum(a * b for a, b in zip(u, v)) for v in items]
    e = [math.exp(z_j - max(z)) for z_j in z]
    return e[i] / sum(e)
