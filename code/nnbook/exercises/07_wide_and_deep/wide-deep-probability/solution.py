import math


def probability(active, wide, a, deep, bias):
    """Return the probability of an install."""
    z = bias + sum(wide[k] for k in active)
    z += sum(w * a_j for w, a_j in zip(deep, a))
    return 1 / (1 + math.exp(-z))
