# expect: takes the value of σ
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    y = z * sigma(z)
    return sigma(z) + z * y * (1 - y)
