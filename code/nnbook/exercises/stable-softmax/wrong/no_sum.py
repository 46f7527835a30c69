# expect: divide by their sum
import math


def probabilities(z):
    return [math.exp(z_k) for z_k in z]
