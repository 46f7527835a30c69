# expect: set brackets
import math


def xavier(fan_in, fan_out):
    std = math.sqrt(2 / fan_in + fan_out)
    return std, math.sqrt(3) * std
