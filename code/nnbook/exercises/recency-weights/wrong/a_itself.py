# expect: weights are e to the a, not a itself
def weighted_average(history, a):
    e = a[: len(history)]
    return [sum(w * v for w, v in zip(e, c)) / sum(e) for c in zip(*history)]
