# expect: γ has no effect here
import math


def he(fan_in, gamma=0.0):
    return math.sqrt(2 / fan_in)
