# expect: These are the slopes
def hinges(xs, ys):
    n = len(xs) - 1
    return ys[0], [(ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) for i in range(n)]
