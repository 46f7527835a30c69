def gradients(p, y, a):
    """Return the gradient of an active wide weight, and the deep ones."""
    error = p - y
    return error, [error * a_j for a_j in a]
