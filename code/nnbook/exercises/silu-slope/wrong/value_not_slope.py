# expect: In the second term stands σ′(z)
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    return sigma(z) + z * sigma(z)
