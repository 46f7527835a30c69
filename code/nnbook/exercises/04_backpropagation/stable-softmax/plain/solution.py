import math


def probabilities(z):
    """Return the softmax of the list z as a list."""
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    total = sum(e)
    return [e_k / total for e_k in e]
