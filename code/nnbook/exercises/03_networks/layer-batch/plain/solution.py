def batch(X, W, b):
    """Return the net inputs: a row for each example."""
    return [[sum(w * v for w, v in zip(row, x)) + c for row, c in zip(W, b)] for x in X]
