def leaky(z, gamma):
    """Return the Leaky ReLU of z."""
    return max(z, 0) + gamma * min(z, 0)


def leaky_slope(z, gamma):
    """Return its slope at z; at 0 the one from the left."""
    return 1 if z > 0 else gamma
