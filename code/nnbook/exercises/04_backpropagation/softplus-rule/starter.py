import math


def softplus(z):
    """Return the value and the rule (upstream -> downstream)."""
    ...
