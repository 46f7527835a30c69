# expect: Only the last example counts
def step(w, b, xs, ys, lr):
    n = len(xs)
    for x, y in zip(xs, ys):
        dw = 2/n*(w*x+b-y)*x
        db = 2/n*(w*x+b-y)
    return w - lr*dw, b - lr*db
