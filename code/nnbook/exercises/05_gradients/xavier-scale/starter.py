import math


def xavier(fan_in, fan_out):
    """Return the standard deviation and the limit."""
    ...
