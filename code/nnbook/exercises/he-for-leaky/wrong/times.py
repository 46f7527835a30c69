# expect: a smaller share needs larger weights
import math


def he(fan_in, gamma=0.0):
    return math.sqrt((1 + gamma**2) / 2 / fan_in)
