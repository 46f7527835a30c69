# expect: + joins two lists
def batch(X, W, b):
    return [[sum(x * w for x, w in zip(row, unit)) for unit in W] + b for row in X]
