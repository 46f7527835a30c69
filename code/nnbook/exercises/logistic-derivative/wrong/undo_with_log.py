# expect: The value y is all you need
import math


def slope(y):
    z = math.log(y / (1 - y))
    return math.exp(-z) / (1 + math.exp(-z)) ** 2


def shrinkage(values):
    product = 1
    for y in values:
        product *= slope(y)
    return product
