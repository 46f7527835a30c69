# expect: The first unit is missing
def hinges(xs, ys):
    points = list(zip(xs, ys))
    slopes = [(d - b) / (c - a) for (a, b), (c, d) in zip(points, points[1:])]
    return ys[0], [new - old for old, new in zip(slopes, slopes[1:])]
