# expect: does not mean times 2
def back(W, slopes, upstream):
    delta = [s * g for s, g in zip(slopes, upstream)]
    return [2 * sum(w * d for w, d in zip(column, delta)) for column in zip(*W)]
