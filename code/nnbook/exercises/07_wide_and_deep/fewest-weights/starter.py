import math


def wide(truth, deep):
    """Return the weights of the wide part, a dict {pair: weight}."""
    ...
