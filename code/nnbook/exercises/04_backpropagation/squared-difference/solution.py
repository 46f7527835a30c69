def squared_difference(a, b, upstream):
    """Return the value, the gradient for a, and the one for b."""
    d = a - b
    to_d = upstream * 2 * d
    return d**2, to_d, -to_d
