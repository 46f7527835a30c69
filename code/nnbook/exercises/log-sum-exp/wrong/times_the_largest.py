# expect: You multiply by the largest number at the end
import math


def log_sum_exp(z):
    top = max(z)
    total = 0
    for z_k in z:
        total += math.exp(z_k - top)
    return top * math.log(total)
