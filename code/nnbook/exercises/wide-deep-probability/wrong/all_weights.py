# expect: only those of the active ids
import math


def probability(active, wide, a, deep, bias):
    z = bias + sum(wide) + sum(w * a_j for w, a_j in zip(deep, a))
    return 1 / (1 + math.exp(-z))
