# expect: You move after each example
def step(w, b, xs, ys, lr):
    for x, y in zip(xs, ys):
        error = w * x + b - y
        w -= lr * 2 / len(xs) * error * x
        b -= lr * 2 / len(xs) * error
    return w, b
