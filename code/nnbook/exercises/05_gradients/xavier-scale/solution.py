import math


def xavier(fan_in, fan_out):
    """Return the standard deviation and the limit."""
    variance = 2 / (fan_in + fan_out)
    return math.sqrt(variance), math.sqrt(3 * variance)
