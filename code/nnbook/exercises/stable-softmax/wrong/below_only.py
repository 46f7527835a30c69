# expect: You subtract the largest below the line only
import math


def probabilities(z):
    top = max(z)
    total = sum(math.exp(z_k - top) for z_k in z)
    return [math.exp(z_k) / total for z_k in z]
