# expect: what is left is the product itself
import math


def slope(y):
    return y * (1 - y)


def shrinkage(values):
    return 1 / math.prod(slope(y) for y in values)
