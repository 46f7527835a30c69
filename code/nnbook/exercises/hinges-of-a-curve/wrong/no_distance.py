# expect: Divide by the distance
def hinges(xs, ys):
    slopes = [b - a for a, b in zip(ys, ys[1:])]
    return ys[0], [new - old for old, new in zip([0, *slopes], slopes)]
