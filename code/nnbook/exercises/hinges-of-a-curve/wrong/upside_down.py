# expect: distance over rise
def hinges(xs, ys):
    slopes = []
    for i in range(len(xs) - 1):
        slopes.append((xs[i + 1] - xs[i]) / (ys[i + 1] - ys[i]))
    v = [slopes[0]]
    for i in range(1, len(slopes)):
        v.append(slopes[i] - slopes[i - 1])
    return ys[0], v
