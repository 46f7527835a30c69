# expect: not by 2
import math


def my_gelu(z):
    return z * (1 + math.erf(z / 2)) / 2
