# expect: they let γ²/2 through, not γ²
import math


def he(fan_in, gamma=0.0):
    share = 0.5 + gamma**2
    return math.sqrt(1 / (share * fan_in))
