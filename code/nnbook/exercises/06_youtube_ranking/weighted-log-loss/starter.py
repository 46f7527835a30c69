import math


def weighted_loss(logits, clicked, minutes):
    """Return the mean weighted cross-entropy of the impressions."""
    ...
