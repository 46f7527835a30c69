# expect: write raise, not return
def mse(predictions, targets):
    if len(predictions) != len(targets):
        return ValueError("different lengths")
    return sum((p - y) ** 2 for p, y in zip(predictions, targets)) / len(targets)
