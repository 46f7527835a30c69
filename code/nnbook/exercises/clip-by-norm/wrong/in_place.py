# expect: Your code has changed its argument
import math


def clip(gradients, most):
    norm = math.hypot(*(g for layer in gradients for g in layer))
    factor = min(1, most / norm) if norm else 1
    for layer in gradients:
        for i in range(len(layer)):
            layer[i] *= factor
    return gradients
