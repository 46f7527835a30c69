# expect: The slope is missing
def back(W, slopes, upstream):
    through = [sum(w * g for w, g in zip(column, upstream)) for column in zip(*W)]
    return [g + t for g, t in zip(upstream, through)]
