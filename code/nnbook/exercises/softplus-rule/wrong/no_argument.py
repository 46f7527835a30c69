# expect: The rule takes the upstream gradient
import math


def softplus(z):
    return math.log(1 + math.exp(z)), lambda: 1 / (1 + math.exp(-z))
