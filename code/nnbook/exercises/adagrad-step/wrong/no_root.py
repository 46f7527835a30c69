# expect: Divide by the root
def adagrad(w, g, sums, lr):
    new = [s + b * b for s, b in zip(sums, g)]
    return [a - lr * b / s for a, b, s in zip(w, g, new)], new
