# expect: The layers are clipped one by one
import math


def clip(gradients, most):
    out = []
    for layer in gradients:
        norm = math.hypot(*layer)
        factor = min(1, most / norm) if norm else 1
        out.append([factor * g for g in layer])
    return out
