# expect: Brackets
import math


def my_gelu(z):
    return z * 0.5 * 1 + math.erf(z / math.sqrt(2))
