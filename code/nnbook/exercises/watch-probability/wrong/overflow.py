# expect: Subtract the largest score
import math


def probability(u, items, i):
    e = [math.exp(sum(a * b for a, b in zip(u, v))) for v in items]
    return e[i] / sum(e)
