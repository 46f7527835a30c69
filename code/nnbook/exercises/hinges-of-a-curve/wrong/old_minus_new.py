# expect: the new slope minus the old one
def hinges(xs, ys):
    slopes = []
    for i in range(len(xs) - 1):
        slopes.append((ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]))
    v = [slopes[0]]
    for i in range(1, len(slopes)):
        v.append(slopes[i - 1] - slopes[i])
    return ys[0], v
