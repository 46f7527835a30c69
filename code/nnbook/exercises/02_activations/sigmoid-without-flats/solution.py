import math


def own(z):
    """Return the value of your function."""
    return math.copysign(math.log1p(abs(z)), z)


def own_slope(z):
    """Return its slope at z."""
    return 1 / (1 + abs(z))
