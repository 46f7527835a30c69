import math


def relative_steps(weights, gradients, lr):
    """Return the norm of each layer's step over that of its weights."""
    return [lr * math.hypot(*g) / math.hypot(*w) for w, g in zip(weights, gradients)]
