# expect: That is the sum
def mse(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError
    return sum((p - y) ** 2 for p, y in zip(predictions, targets))
