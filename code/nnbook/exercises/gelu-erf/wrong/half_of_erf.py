# expect: Halve the whole sum
import math


def my_gelu(z):
    return z * (1 + math.erf(z / math.sqrt(2)) / 2)
