import math


def relative_steps(weights, gradients, lr):
    """Return the norm of each layer's step over that of its weights."""
    ...
