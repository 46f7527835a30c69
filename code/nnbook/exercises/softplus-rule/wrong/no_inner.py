# expect: The inner derivative exp(z) is missing
import math


def softplus(z):
    return math.log(1 + math.exp(z)), lambda g: g / (1 + math.exp(z))
