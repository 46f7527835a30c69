# expect: passes on upstream, 4 here, and not 1
def back(W, slopes, upstream):
    delta = [s * g for s, g in zip(slopes, upstream)]
    return [1 + sum(w * d for w, d in zip(column, delta)) for column in zip(*W)]
