# expect: Subtract the largest number from all exponents
import math


def log_sum_exp(z):
    return math.log(sum(math.exp(z_k) for z_k in z))
