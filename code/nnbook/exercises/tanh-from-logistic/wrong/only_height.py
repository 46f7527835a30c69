# expect: The height is right, the width is not
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def tanh_from_sigma(z):
    return 2 * sigma(z) - 1
