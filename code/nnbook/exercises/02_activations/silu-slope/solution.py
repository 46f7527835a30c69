import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    """Return the derivative of z * sigma(z)."""
    return sigma(z) + z * sigma(z) * (1 - sigma(z))
