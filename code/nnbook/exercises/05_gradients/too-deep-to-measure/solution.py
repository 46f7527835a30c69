import math


def powers(slopes, weights):
    """Return by how many powers of ten a gradient grows."""
    total = 0.0
    for slope, w in zip(slopes, weights):
        factor = abs(slope * w)
        total += math.log10(factor) if factor else -math.inf
    return total
