# expect: don't normalize the vectors
import math


def probability(u, items, i):
    z = [
        sum(a * b for a, b in zip(u, v)) / math.hypot(*u) / math.hypot(*v)
        for v in items
    ]
    e = [math.exp(z_j - max(z)) for z_j in z]
    return e[i] / sum(e)
