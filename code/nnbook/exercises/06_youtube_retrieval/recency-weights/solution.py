import math


def weighted_average(history, a):
    """Return the average of the vectors, weighted by place."""
    e = [math.exp(a_j) for a_j in a[: len(history)]]
    columns = zip(*history)
    return [sum(w * v for w, v in zip(e, c)) / sum(e) for c in columns]
