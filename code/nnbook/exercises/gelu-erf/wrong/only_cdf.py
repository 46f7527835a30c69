# expect: multiply it by z
import math


def my_gelu(z):
    return (1 + math.erf(z / math.sqrt(2))) / 2
