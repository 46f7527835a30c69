# expect: erf goes from -1 to 1
import math


def my_gelu(z):
    return z * math.erf(z / math.sqrt(2))
