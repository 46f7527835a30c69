# expect: This is the tanh form
import math


def my_gelu(z):
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)
    return z / 2 * (1 + math.tanh(inner))
