# expect: leave the log out
import math


def probability(u, items, i):
    scores = [sum(a * b for a, b in zip(u, v)) for v in items]
    largest = max(scores)
    total = sum(math.exp(z - largest) for z in scores)
    return math.log(math.exp(scores[i] - largest) / total)
