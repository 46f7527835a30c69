# expect: The second term has the factor z
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    return sigma(z) + sigma(z) * (1 - sigma(z))
