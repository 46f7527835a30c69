import math


def probability(u, items, i):
    """Return the softmax probability of video i."""
    ...
