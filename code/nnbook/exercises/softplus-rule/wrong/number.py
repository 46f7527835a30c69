# expect: must be a function of the upstream gradient
import math


def softplus(z):
    return math.log(1 + math.exp(z)), 1 / (1 + math.exp(-z))
