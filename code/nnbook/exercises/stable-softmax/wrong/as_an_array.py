# expect: A list cannot be divided or shifted as a whole
import math


def probabilities(z):
    top = max(z)
    e = [math.exp(z_k - top) for z_k in z]
    return e / sum(e)
