# expect: The activation function is missing
def layer(W, x, b):
    return [sum(w * v for w, v in zip(row, x)) + c for row, c in zip(W, b)]
