# expect: This goes from -0.5 to 0.5
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def tanh_from_sigma(z):
    return sigma(2 * z) - 0.5
