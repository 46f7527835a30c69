# expect: The slope belongs to the unit
def back(W, slopes, upstream):
    through = [sum(w * g for w, g in zip(column, upstream)) for column in zip(*W)]
    return [g + s * t for g, s, t in zip(upstream, slopes, through)]
