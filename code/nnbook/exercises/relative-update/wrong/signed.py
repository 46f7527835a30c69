# expect: A norm is never negative
import math


def relative_steps(weights, gradients, lr):
    return [-lr * math.hypot(*g) / math.hypot(*w) for w, g in zip(weights, gradients)]
