def gradients(p, y, a):
    """Return the gradients: an active wide weight's, the deep ones."""
    error = p - y
    return error, [error * a_j for a_j in a]
