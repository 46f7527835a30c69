# expect: Clipping only shortens
import math


def clip(gradients, most):
    norm = math.hypot(*(g for layer in gradients for g in layer))
    return [[g * most / norm for g in layer] for layer in gradients]
