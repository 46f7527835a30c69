import math


def mask_hits(scores, labels, sampled):
    """Return scores with -inf where a sample is the row's label."""
    ...
