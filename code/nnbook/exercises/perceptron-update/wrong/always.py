# expect: nothing may change
def corrected(w, x, y, lr):
    return [w_i + lr * y * x_i for w_i, x_i in zip(w, [*x, 1])]
