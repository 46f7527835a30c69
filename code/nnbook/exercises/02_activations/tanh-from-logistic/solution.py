import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def tanh_from_sigma(z):
    """Return tanh(z), made of one call of sigma."""
    return 2 * sigma(2 * z) - 1
