import math


def adagrad(w, g, sums, lr):
    """Return the new weights and the new sums of squares."""
    ...
