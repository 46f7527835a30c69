# expect: they cancel
def mse(predictions, targets):
    return sum(p - y for p, y in zip(predictions, targets)) / len(targets)
