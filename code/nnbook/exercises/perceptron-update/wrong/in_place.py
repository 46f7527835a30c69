# expect: turned the caller's w
def corrected(w, x, y, lr):
    x = [*x, 1]
    z = sum(w_i * x_i for w_i, x_i in zip(w, x))
    if y * z <= 0:
        for i in range(len(w)):
            w[i] += lr * y * x[i]
    return w
