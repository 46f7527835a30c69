# expect: put the 1 at the end of x
def corrected(w, x, y, lr):
    x = [1] + x
    z = sum(a * b for a, b in zip(w, x))
    if y * z > 0:
        return w
    return [a + lr * y * b for a, b in zip(w, x)]
