# expect: The result is transposed
def batch(X, W, b):
    return [
        [sum(w * v for w, v in zip(row, x)) + c for x in X] for row, c in zip(W, b)
    ]
