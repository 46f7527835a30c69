# expect: This is a logarithm of 0
import math


def log_sum_exp(z):
    top = max(0, *z)
    return top + math.log(sum(math.exp(z_k - top) for z_k in z))
