import math


def powers(slopes, weights):
    """Return by how many powers of ten a gradient grows."""
    product = 1.0
    for slope, w in zip(slopes, weights):
        product *= slope * w
    return math.log10(abs(product))
