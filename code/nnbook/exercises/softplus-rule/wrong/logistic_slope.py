# expect: the logistic function itself as its slope
import math


def softplus(z):
    s = 1 / (1 + math.exp(-z))
    return math.log(1 + math.exp(z)), lambda g: g * s * (1 - s)
