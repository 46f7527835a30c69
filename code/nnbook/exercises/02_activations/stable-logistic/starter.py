import math


def logistic(z):
    """Return 1 / (1 + exp(-z)) for any float z."""
    ...
