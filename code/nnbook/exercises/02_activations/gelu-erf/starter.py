import math


def my_gelu(z):
    """Return the exact GELU of z."""
    ...
