# expect: the mean of the two variances
import math


def xavier(fan_in, fan_out):
    variance = (1 / fan_in + 1 / fan_out) / 2
    return math.sqrt(variance), math.sqrt(3 * variance)
