def step(w, b, xs, ys, lr):
    """Return w and b after one step of gradient descent."""
    errors = [w * x + b - y for x, y in zip(xs, ys)]
    dw = 2 / len(xs) * sum(e * x for e, x in zip(errors, xs))
    db = 2 / len(xs) * sum(errors)
    return w - lr * dw, b - lr * db
