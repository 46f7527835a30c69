# expect: the numerator is exp(z), not 1
import math


def logistic(z):
    e = math.exp(-abs(z))
    return 1 / (1 + e)
