# expect: You square the mean
def mse(predictions, targets):
    return (sum(p - y for p, y in zip(predictions, targets)) / len(targets)) ** 2
