# expect: The slope is taken at the value y
import math


def softplus(z):
    y = math.log(1 + math.exp(z))
    return y, lambda g: g / (1 + math.exp(-y))
