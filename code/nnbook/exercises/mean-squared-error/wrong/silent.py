# expect: compare the lengths first
def mse(predictions, targets):
    return sum((p - y) ** 2 for p, y in zip(predictions, targets)) / len(targets)
