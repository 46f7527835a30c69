import math


def log_loss(z, y):
    """Return the mean log loss of the logits."""
    ...
