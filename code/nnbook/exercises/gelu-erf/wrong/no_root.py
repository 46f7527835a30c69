# expect: z divided by √2
import math


def my_gelu(z):
    return z / 2 * (1 + math.erf(z))
