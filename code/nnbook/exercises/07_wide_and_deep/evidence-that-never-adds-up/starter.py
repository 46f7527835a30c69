def weight_after(gradients, l1, rate):
    """Return the weight of a pair after its gradients, from z = 0."""
    z = w = 0.0
    for g in gradients:
        z += g
        if abs(z) <= l1:
            z = w = 0.0
        else:
            sign = 1 if z > 0 else -1
            w = -rate * (z - sign * l1)
    return w
