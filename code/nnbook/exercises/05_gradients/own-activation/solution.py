import math


def f(z):
    """Return the activation for one number z."""
    return math.sqrt(2) * max(z, 0.0)


def df(z):
    """Return its slope at z."""
    return math.sqrt(2) if z > 0 else 0.0
