def fires(x, w, theta):
    """Return 1 where the weighted sum of x reaches theta, else 0."""
    total = sum(w_i * x_i for w_i, x_i in zip(w, x))
    return int(total >= theta)


def bias_of(theta):
    """Return the b for which w·x + b >= 0 means w·x >= theta."""
    return -theta
