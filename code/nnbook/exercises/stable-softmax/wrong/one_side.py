# expect: You subtract the largest above the line only
import math


def probabilities(z):
    total = sum(math.exp(z_k) for z_k in z)
    return [math.exp(z_k - max(z)) / total for z_k in z]
