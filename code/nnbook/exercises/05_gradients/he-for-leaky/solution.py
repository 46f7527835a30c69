import math


def he(fan_in, gamma=0.0):
    """Return the standard deviation of the weights."""
    share = (1 + gamma**2) / 2
    return math.sqrt(1 / (share * fan_in))
