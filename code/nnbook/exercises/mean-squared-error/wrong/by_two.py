# expect: not by 2
def mse(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError
    total = 0
    for p, t in zip(predictions, targets):
        total += (p - t) ** 2
    return total / 2
