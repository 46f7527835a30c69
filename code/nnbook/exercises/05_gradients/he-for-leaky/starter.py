import math


def he(fan_in, gamma=0.0):
    """Return the standard deviation of the weights."""
    ...
