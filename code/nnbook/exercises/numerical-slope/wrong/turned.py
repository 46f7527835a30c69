# expect: the wrong way round
def nudged(f, x, h=1e-5):
    gradient = []
    for i in range(len(x)):
        above, below = list(x), list(x)
        above[i] += h
        below[i] -= h
        gradient.append((f(below) - f(above)) / (2 * h))
    return gradient
