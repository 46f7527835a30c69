# expect: You added the norms of the layers
import math


def clip(gradients, most):
    norm = sum(math.hypot(*layer) for layer in gradients)
    factor = min(1, most / norm) if norm else 1
    return [[factor * g for g in layer] for layer in gradients]
