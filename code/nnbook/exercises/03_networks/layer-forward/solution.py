def layer(W, x, b):
    """Return the activations of the units, as a list."""
    z = [sum(w * v for w, v in zip(row, x)) + c for row, c in zip(W, b)]
    return [max(0, z_i) for z_i in z]
