def corrected(w, x, y, lr):
    """Return the new weights as a list; the last one is the bias."""
    x = [*x, 1]
    z = sum(w_i * x_i for w_i, x_i in zip(w, x))
    if y * z > 0:
        return w
    return [w_i + lr * y * x_i for w_i, x_i in zip(w, x)]
