# expect: belongs to tanh
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    return sigma(z) + z * (1 - sigma(z) ** 2)
