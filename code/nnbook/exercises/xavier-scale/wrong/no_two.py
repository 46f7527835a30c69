# expect: The 2 is missing
import math


def xavier(fan_in, fan_out):
    variance = 1 / (fan_in + fan_out)
    return math.sqrt(variance), math.sqrt(3 * variance)
