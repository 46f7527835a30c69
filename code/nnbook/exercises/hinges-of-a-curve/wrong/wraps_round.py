# expect: i - 1 is the last point
def hinges(xs, ys):
    def slope(i):
        return (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])

    return ys[0], [slope(i) - slope(i - 1) for i in range(len(xs) - 1)]
