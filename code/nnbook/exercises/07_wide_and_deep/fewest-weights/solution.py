import math


def wide(truth, deep):
    """Return the weights of the wide part, a dict {pair: weight}."""
    weights = {}
    for pair, p in truth.items():
        q = deep[pair]
        if max(p / q, q / p) > 1.5:
            weights[pair] = math.log(p / (1 - p)) - math.log(q / (1 - q))
    return weights
