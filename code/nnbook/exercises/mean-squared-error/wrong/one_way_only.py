# expect: compare the lengths first
def mse(predictions, targets):
    if len(predictions) > len(targets):
        raise ValueError
    total = 0
    for i in range(len(predictions)):
        total += (predictions[i] - targets[i]) ** 2
    return total / len(predictions)
