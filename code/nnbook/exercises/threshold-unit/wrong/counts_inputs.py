# expect: Multiply each input by its own weight
def fires(x, w, theta):
    """Return 1 where the weighted sum of x reaches theta, else 0."""
    total = sum(x)
    return int(total >= theta)


def bias_of(theta):
    """Return the b for which w·x + b >= 0 means w·x >= theta."""
    return -theta
