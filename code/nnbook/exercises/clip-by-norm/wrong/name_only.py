# expect: leaves the list alone: build new lists
import math


def clip(gradients, most):
    norm = math.hypot(*(g for layer in gradients for g in layer))
    for layer in gradients:
        for g in layer:
            g *= min(1, most / norm)
    return gradients
