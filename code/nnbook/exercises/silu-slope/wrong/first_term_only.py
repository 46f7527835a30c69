# expect: The second term of the product rule is missing
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    return sigma(z)
