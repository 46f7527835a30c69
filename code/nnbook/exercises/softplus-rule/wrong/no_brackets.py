# expect: set brackets
import math


def softplus(z):
    e = math.exp(z)
    return math.log(1 + e), lambda g: g * e / 1 + e
