# expect: Begin a new row
def batch(X, W, b):
    Z, row = [], []
    for x in X:
        for unit, bias in zip(W, b):
            row.append(sum(w * value for w, value in zip(unit, x)) + bias)
        Z.append(row)
    return Z
