import math


def logistic(z):
    """Return 1 / (1 + exp(-z)) for any float z."""
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))
