import math


def clip(gradients, most):
    """Return the gradients, scaled down together if they are too long."""
    norm = math.hypot(*(g for layer in gradients for g in layer))
    if not math.isfinite(norm):
        raise ValueError(f"the norm of the gradients is {norm}")
    factor = min(1, most / norm) if norm else 1
    return [[factor * g for g in layer] for layer in gradients]
