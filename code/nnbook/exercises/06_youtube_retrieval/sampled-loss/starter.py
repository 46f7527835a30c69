import math


def loss_from_sample(z, label, sampled, q):
    """Return minus the log of the label's corrected probability."""
    ...
