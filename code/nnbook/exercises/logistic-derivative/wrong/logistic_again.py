# expect: don't apply σ again
import math


def slope(y):
    s = 1 / (1 + math.exp(-y))
    return s * (1 - s)


def shrinkage(values):
    product = 1
    for y in values:
        product *= slope(y)
    return product
