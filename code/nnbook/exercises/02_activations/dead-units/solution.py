def dead_units(W, b, X):
    """Return how many units are off for every example in X."""
    count = 0
    for w, bias in zip(W, b):
        z = [sum(w_i * x_i for w_i, x_i in zip(w, x)) + bias for x in X]
        count += all(z_of_one <= 0 for z_of_one in z)
    return count
