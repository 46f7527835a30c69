# expect: For positive z use exp(-z)
import math


def logistic(z):
    return math.exp(z) / (1 + math.exp(z))
