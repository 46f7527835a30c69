# expect: logistic(-720.0) gives 0
import math


def logistic(z):
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 0
