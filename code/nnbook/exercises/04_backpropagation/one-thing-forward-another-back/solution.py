def rounded(x, stop, nearest):
    """The value of nearest(x), with the gradient of x."""
    return x + stop(nearest(x) - x)


def turned(x, stop):
    """The value of x, with the gradient of -x."""
    return stop(x) + stop(x) - x
