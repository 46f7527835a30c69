import math


def clip(gradients, most):
    """Return the gradients, together no longer than most."""
    ...
