# expect: The bias is there once
import math


def probability(active, wide, a, deep, bias):
    z = bias + sum(wide[k] for k in active)
    z += bias + sum(w * a_j for w, a_j in zip(deep, a))
    return 1 / (1 + math.exp(-z))
