# expect: The upstream gradient is missing
import math


def softplus(z):
    return math.log(1 + math.exp(z)), lambda g: 1 / (1 + math.exp(-z))
