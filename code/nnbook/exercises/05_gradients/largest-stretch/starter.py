import math


def operator_norm(W):
    """Return the most by which W can stretch a vector."""
    ...
