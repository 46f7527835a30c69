# expect: Subtract the largest number from all exponents
import math


def probabilities(z):
    e = [math.exp(z_k) for z_k in z]
    return [e_k / sum(e) for e_k in e]
