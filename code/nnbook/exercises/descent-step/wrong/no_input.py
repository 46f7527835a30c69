# expect: The input is missing
def step(w, b, xs, ys, lr):
    slope = 2 / len(xs) * sum(w * x + b - y for x, y in zip(xs, ys))
    return w - lr * slope, b - lr * slope
