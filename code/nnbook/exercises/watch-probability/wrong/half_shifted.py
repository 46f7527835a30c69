# expect: the same number in both places
import math


def probability(u, items, i):
    scores = [sum(a * b for a, b in zip(u, v)) for v in items]
    largest = max(scores)
    return math.exp(scores[i]) / sum(math.exp(z - largest) for z in scores)
