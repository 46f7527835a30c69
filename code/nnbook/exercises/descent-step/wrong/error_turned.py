# expect: not y − ŷ
def step(w, b, xs, ys, lr):
    n = len(xs)
    dw = 0
    db = 0
    for x, y in zip(xs, ys):
        dw += (y - w * x - b) * x
        db += (y - w * x - b)
    return w - lr * 2 / n * dw, b - lr * 2 / n * db
