# expect: Divide it by the norm of the weights
import math


def relative_steps(weights, gradients, lr):
    return [lr * math.hypot(*g) for g in gradients]
