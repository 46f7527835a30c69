import math


def log_sum_exp(z):
    """Return the logarithm of the sum of exp(z_k) over a list."""
    ...
