# expect: the product rule gives it exactly
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    h = 1e-6
    return ((z + h) * sigma(z + h) - z * sigma(z)) / h
