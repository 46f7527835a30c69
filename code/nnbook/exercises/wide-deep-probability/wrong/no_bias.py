# expect: The bias is missing
import math


def probability(active, wide, a, deep, bias):
    z = sum(wide[k] for k in active)
    z += sum(w * a_j for w, a_j in zip(deep, a))
    return 1 / (1 + math.exp(-z))
