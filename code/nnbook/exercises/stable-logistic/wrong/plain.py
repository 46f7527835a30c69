# expect: For negative z multiply top and bottom
import math


def logistic(z):
    return 1 / (1 + math.exp(-z))
