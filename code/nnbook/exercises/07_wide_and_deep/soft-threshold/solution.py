def weight(z, l1, rate):
    """Return the weight that FTRL gives for this z."""
    if abs(z) <= l1:
        return 0
    sign = 1 if z > 0 else -1
    return -rate * (z - sign * l1)
