# expect: sum(probabilities([-700.0
import math


def probabilities(z):
    e = [math.exp(min(z_k, 700)) for z_k in z]
    total = sum(e) + 1e-300
    return [e_k / total for e_k in e]
