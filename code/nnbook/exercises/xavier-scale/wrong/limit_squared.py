# expect: The second number is r²
import math


def xavier(fan_in, fan_out):
    variance = 2 / (fan_in + fan_out)
    return math.sqrt(variance), 3 * variance
