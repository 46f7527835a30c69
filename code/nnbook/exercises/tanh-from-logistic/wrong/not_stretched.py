# expect: without stretching it to the height 2
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def tanh_from_sigma(z):
    return sigma(2 * z) - 1
