# expect: This y is a logarithm
import math


def softplus(z):
    y = math.log(1 + math.exp(z))
    return y, lambda g: g * y * (1 - y)
