# expect: Input j goes to every unit i
def back(W, slopes, upstream):
    return [g * (1 + s * sum(row)) for g, s, row in zip(upstream, slopes, W)]
