# expect: Don't cut z off at some bound
import math


def logistic(z):
    z = max(-30, min(30, z))
    return 1 / (1 + math.exp(-z))
