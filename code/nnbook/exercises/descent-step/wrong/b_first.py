# expect: return w first
def step(w, b, xs, ys, lr):
    n = len(xs)
    dw = sum(2/n*(w*x+b-y)*x for x, y in zip(xs, ys))
    db = sum(2/n*(w*x+b-y) for x, y in zip(xs, ys))
    return b - lr*db, w - lr*dw
