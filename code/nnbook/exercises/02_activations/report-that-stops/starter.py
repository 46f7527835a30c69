from math import exp, log


def report(scores, clicks):
    """Return the mean of -log(probability of what happened)."""
    total = 0
    for z, click in zip(scores, clicks):
        y = 1 / (1 + exp(-z))
        p = y if click else 1 - y
        total -= log(p)
    return total / len(scores)
