import math


def clip(gradients, most):
    """Return the gradients, scaled down together if they are too long."""
    ...
