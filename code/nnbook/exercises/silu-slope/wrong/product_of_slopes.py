# expect: That is σ′(0) alone
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def silu_slope(z):
    return sigma(z) * (1 - sigma(z))
