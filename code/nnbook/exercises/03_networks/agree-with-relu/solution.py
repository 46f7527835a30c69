def relu_unit(x, w, b):
    return max(0, w[0] * x[0] + w[1] * x[1] + b)


def agree(x1, x2):
    """Return 1 where the inputs agree, 0 where they differ."""
    h1 = relu_unit([x1, x2], [1, 1], 0)
    h2 = relu_unit([x1, x2], [1, 1], -1)
    return -1 * h1 + 2 * h2 + 1
