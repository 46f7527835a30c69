# expect: look at the sign of the exponent
import math


def logistic(z):
    return 1 / (1 + math.exp(z))
