import math


def layer_norm(z, gain, bias, eps=1e-5):
    """Return the normalized numbers as a list."""
    ...
