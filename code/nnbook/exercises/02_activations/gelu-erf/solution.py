import math


def my_gelu(z):
    """Return the exact GELU of z."""
    return z / 2 * (1 + math.erf(z / math.sqrt(2)))
