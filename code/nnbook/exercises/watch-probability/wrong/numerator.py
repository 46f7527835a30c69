# expect: That is the numerator
import math


def probability(u, items, i):
    return math.exp(sum(a * b for a, b in zip(u, items[i])))
