import math


def sampled_loss(z, label, sampled, q):
    """Return minus the log of the label's corrected probability."""
    ...
