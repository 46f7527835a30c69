# expect: not the smallest or the mean
import math


def log_sum_exp(z):
    low = min(z)
    return low + math.log(sum(math.exp(z_k - low) for z_k in z))
