# expect: You square the sum of the errors
def mse(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError
    total = 0
    for i in range(len(targets)):
        total += predictions[i] - targets[i]
    return total ** 2 / len(targets)
