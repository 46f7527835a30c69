import math


def clip(gradients, most):
    """Return the gradients, together no longer than most."""
    norm = math.hypot(*(g for layer in gradients for g in layer))
    if not math.isfinite(norm):
        raise ValueError(f"the norm of the gradients is {norm}")
    factor = min(1, most / norm) if norm else 1
    return [[factor * g for g in layer] for layer in gradients]
