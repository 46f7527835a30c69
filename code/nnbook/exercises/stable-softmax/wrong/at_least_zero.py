# expect: All exponentials have rounded to 0
import math


def probabilities(z):
    top = max(0, *z)
    e = [math.exp(z_k - top) for z_k in z]
    return [e_k / sum(e) for e_k in e]
