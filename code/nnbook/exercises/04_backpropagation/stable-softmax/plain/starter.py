import math


def probabilities(z):
    """Return the softmax of the list z as a list."""
    ...
