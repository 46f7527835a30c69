# expect: which makes the curve flatter
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def tanh_from_sigma(z):
    return 2 * sigma(z / 2) - 1
