import math


def log_sum_exp(z):
    """Return the logarithm of the sum of exp(z_k) over a list."""
    top = max(z)
    return top + math.log(sum(math.exp(z_k - top) for z_k in z))
