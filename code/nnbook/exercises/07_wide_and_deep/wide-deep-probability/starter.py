import math


def probability(active, wide, a, deep, bias):
    """Return the probability of an install."""
    ...
