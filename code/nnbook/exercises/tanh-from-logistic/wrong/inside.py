# expect: not from z
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def tanh_from_sigma(z):
    return 2 * sigma(2 * z - 1)
