import math


def weighted_average(history, a):
    """Return the average of the vectors, weighted by place."""
    ...
