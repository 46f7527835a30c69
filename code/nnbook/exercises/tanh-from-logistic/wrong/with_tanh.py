# expect: sigma is enough
import math


def tanh_from_sigma(z):
    return math.tanh(z)
