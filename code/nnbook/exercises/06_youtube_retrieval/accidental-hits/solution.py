import math


def mask_hits(scores, labels, sampled):
    """Return scores with -inf where a sample is the row's label."""
    return [
        [-math.inf if s == label else z for z, s in zip(row, sampled)]
        for row, label in zip(scores, labels)
    ]
