import math


def sampled_loss(z, label, sampled, q):
    """Return the log of the estimated sum, minus the label's score."""
    ...
