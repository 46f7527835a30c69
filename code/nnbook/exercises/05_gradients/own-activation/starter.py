import math


def f(z):
    """Return the activation for one number z."""
    ...


def df(z):
    """Return its slope at z."""
    ...
