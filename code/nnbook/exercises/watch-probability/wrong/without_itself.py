# expect: The video itself is missing
import math


def probability(u, items, i):
    z = [sum(a * b for a, b in zip(u, v)) for v in items]
    e = [math.exp(z_j - max(z)) for z_j in z]
    return e[i] / sum(e_j for j, e_j in enumerate(e) if j != i)
