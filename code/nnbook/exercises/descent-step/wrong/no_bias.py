# expect: The bias is missing in the prediction
def step(w, b, xs, ys, lr):
    n = len(xs)
    dw = 0
    db = 0
    for x, y in zip(xs, ys):
        dw += (w * x - y) * x
        db += (w * x - y)
    return w - lr * 2 / n * dw, b - lr * 2 / n * db
