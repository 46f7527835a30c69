# expect: add it before ReLU cuts
def layer(W, x, b):
    return [max(0, sum(w * v for w, v in zip(row, x))) + c for row, c in zip(W, b)]
