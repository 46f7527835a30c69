# expect: Square γ
import math


def he(fan_in, gamma=0.0):
    return math.sqrt(2 / ((1 + gamma) * fan_in))
