# expect: You put the upstream gradient into the logistic
import math


def softplus(z):
    y = math.log(1 + math.exp(z))
    return y, lambda z: 1 / (1 + math.exp(-z))
