def hinges(xs, ys):
    """Return the bias and the list of weights v."""
    points = list(zip(xs, ys))
    slopes = [(d - b) / (c - a) for (a, b), (c, d) in zip(points, points[1:])]
    return ys[0], [new - old for old, new in zip([0, *slopes], slopes)]
