def rounded(x, stop, nearest):
    """The value of nearest(x), with the gradient of x."""
    ...


def turned(x, stop):
    """The value of x, with the gradient of -x."""
    ...
