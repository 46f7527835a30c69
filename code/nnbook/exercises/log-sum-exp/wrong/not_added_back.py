# expect: Add it back at the end
import math


def log_sum_exp(z):
    top = max(z)
    return math.log(sum(math.exp(z_k - top) for z_k in z))
