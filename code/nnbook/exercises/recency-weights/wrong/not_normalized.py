# expect: The weights must add up to 1
import math


def weighted_average(history, a):
    e = [math.exp(a_j) for a_j in a]
    return [sum(w * v for w, v in zip(e, c)) for c in zip(*history)]
