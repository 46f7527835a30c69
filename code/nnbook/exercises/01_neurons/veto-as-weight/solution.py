def translate(kinds, theta):
    """Return the weights (a list) and the bias of an equal unit."""
    excitatory = kinds.count(1)
    w = [1 if kind == 1 else -excitatory for kind in kinds]
    b = -theta
    return w, b
