# expect: The limit is not the standard deviation
import math


def xavier(fan_in, fan_out):
    sd = math.sqrt(2 / (fan_in + fan_out))
    return sd, sd
