# expect: The bias is missing
def batch(X, W, b):
    return [[sum(w * v for w, v in zip(row, x)) for row in W] for x in X]
