def slope(y):
    """Return the logistic function's slope where its value is y."""
    ...


def shrinkage(values):
    """Return the product of the slopes at these values."""
    ...
