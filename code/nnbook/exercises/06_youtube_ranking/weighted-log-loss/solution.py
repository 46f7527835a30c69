import math


def weighted_loss(logits, clicked, minutes):
    """Return the mean weighted cross-entropy of the impressions."""
    total = 0.0
    for z, click, time in zip(logits, clicked, minutes):
        total += time * math.log1p(math.exp(-z)) if click else math.log1p(math.exp(z))
    return total / len(logits)
