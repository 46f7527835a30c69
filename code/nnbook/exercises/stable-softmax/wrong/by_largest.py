# expect: You divide by the largest
import math


def probabilities(z):
    return [math.exp(z_k - max(z)) for z_k in z]
