import math


def layer_norm(z, gain, bias, eps=1e-5):
    """Return the normalized numbers as a list."""
    mean = sum(z) / len(z)
    variance = sum((v - mean) ** 2 for v in z) / len(z)
    scale = 1 / math.sqrt(variance + eps)
    return [g * (v - mean) * scale + b for v, g, b in zip(z, gain, bias)]
