# expect: The 2 is missing
import math


def he(fan_in, gamma=0.0):
    return math.sqrt(1 / ((1 + gamma**2) * fan_in))
