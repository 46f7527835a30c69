# expect: Only fan_in counts here
import math


def xavier(fan_in, fan_out):
    return math.sqrt(1 / fan_in), math.sqrt(3 / fan_in)
