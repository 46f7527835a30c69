# expect: The videos compete here
import math


def probability(u, items, i):
    return 1 / (1 + math.exp(-sum(a * b for a, b in zip(u, items[i]))))
