# expect: with the new w
def step(w, b, xs, ys, lr):
    n = len(xs)
    w = w - lr * 2 / n * sum((w * x + b - y) * x for x, y in zip(xs, ys))
    b = b - lr * 2 / n * sum(w * x + b - y for x, y in zip(xs, ys))
    return w, b
