# expect: don't subtract from 1
import math


def logistic(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return 1 - 1 / (1 + math.exp(z))
