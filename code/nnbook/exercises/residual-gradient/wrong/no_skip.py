# expect: The skip connection is missing
def back(W, slopes, upstream):
    delta = [s * g for s, g in zip(slopes, upstream)]
    return [sum(w * d for w, d in zip(column, delta)) for column in zip(*W)]
