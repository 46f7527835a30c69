# expect: Add it outside
import math


def log_sum_exp(z):
    top = max(z)
    return math.log(top + sum(math.exp(z_k - top) for z_k in z))
