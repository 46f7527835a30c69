import math


def layer_norm(Z, gain, bias, eps=1e-5):
    """Normalize a batch: a row for each example."""
    rows = []
    for z in Z:
        mean = sum(z) / len(z)
        variance = sum((x - mean) ** 2 for x in z) / len(z)
        scale = 1 / math.sqrt(variance + eps)
        rows.append([g * scale * (x - mean) + b for x, g, b in zip(z, gain, bias)])
    return rows
