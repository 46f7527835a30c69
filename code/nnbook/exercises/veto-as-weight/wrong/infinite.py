# expect: 0 times infinity
def translate(kinds, theta):
    """Return the weights (a list) and the bias of an equal unit."""
    w = [1 if kind == 1 else -float("inf") for kind in kinds]
    b = -theta
    return w, b
