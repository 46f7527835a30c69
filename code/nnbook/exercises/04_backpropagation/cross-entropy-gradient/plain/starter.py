import math


def loss_and_gradient(z, label):
    """Return the cross-entropy and its gradient, a list."""
    ...
