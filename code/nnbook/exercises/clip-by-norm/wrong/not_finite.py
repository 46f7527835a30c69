# expect: Check the norm with math.isfinite
import math


def clip(gradients, most):
    norm = math.hypot(*(g for layer in gradients for g in layer))
    factor = min(1, most / norm) if norm else 1
    return [[factor * g for g in layer] for layer in gradients]
