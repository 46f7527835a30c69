# expect: You divided by √3
import math


def xavier(fan_in, fan_out):
    sd = math.sqrt(2 / (fan_in + fan_out))
    return sd, sd / math.sqrt(3)
