# expect: 6 / fan_in + fan_out is read
import math


def xavier(fan_in, fan_out):
    return math.sqrt(2 / (fan_in + fan_out)), math.sqrt(6 / fan_in + fan_out)
