import math


def layer_norm(Z, gain, bias, eps=1e-5):
    """Normalize a batch: a row for each example."""
    columns = []
    for z, g, b in zip(zip(*Z), gain, bias):
        mean = sum(z) / len(z)
        variance = sum((x - mean) ** 2 for x in z) / len(z)
        scale = g / math.sqrt(variance + eps)
        columns.append([scale * (x - mean) + b for x in z])
    return [list(row) for row in zip(*columns)]
