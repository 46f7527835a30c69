def unit(x, w, b):
    return int(w[0] * x[0] + w[1] * x[1] + b >= 0)


def agree(x1, x2):
    """Return 1 where both inputs are the same, else 0."""
    h1 = unit([x1, x2], [1, 1], -1.5)
    h2 = unit([x1, x2], [-1, -1], 0.5)
    return unit([h1, h2], [1, 1], -0.5)
