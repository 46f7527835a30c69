# expect: write ** 2
def mse(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("different lengths")
    return sum((p - y) ^ 2 for p, y in zip(predictions, targets)) / len(targets)
