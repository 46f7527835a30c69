def slope(y):
    """Return the logistic function's slope where its value is y."""
    return y * (1 - y)


def shrinkage(values):
    """Return the product of the slopes at these values."""
    product = 1
    for y in values:
        product *= slope(y)
    return product
