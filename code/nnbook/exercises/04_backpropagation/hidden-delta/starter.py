import numpy as np


def hidden_delta(W, D, A):
    """Return this layer's deltas, and the gradient of W."""
    ...
