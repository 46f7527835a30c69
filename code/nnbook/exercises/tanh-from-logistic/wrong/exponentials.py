# expect: It calls sigma 0 times
import math


def sigma(z):
    return 1 / (1 + math.exp(-z))


def tanh_from_sigma(z):
    up, down = math.exp(z), math.exp(-z)
    return (up - down) / (up + down)
