def leaky(z, gamma):
    """Return the Leaky ReLU of z."""
    ...


def leaky_slope(z, gamma):
    """Return its slope at z; at 0 the one from the left."""
    ...
