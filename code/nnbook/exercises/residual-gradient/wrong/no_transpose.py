# expect: A transpose is missing
def back(W, slopes, upstream):
    delta = [s * g for s, g in zip(slopes, upstream)]
    through = [sum(w * d for w, d in zip(row, delta)) for row in W]
    return [g + t for g, t in zip(upstream, through)]
