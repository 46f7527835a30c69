import math


def step(weights, gradients, lr, most):
    """Return the weights after one step, its gradients clipped."""
    norm = math.hypot(*(g for layer in gradients for g in layer))
    factor = min(1, most / norm) if norm else 1
    pairs = zip(weights, gradients)
    return [[w - lr * factor * g for w, g in zip(*pair)] for pair in pairs]
