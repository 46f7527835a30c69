# expect: the transpose is missing
def batch(X, W, b):
    return [
        [sum(w * v for w, v in zip(column, x)) + c for column, c in zip(zip(*W), b)]
        for x in X
    ]
