# expect: divide by 2h, not by h
def nudged(f, x, h=1e-5):
    gradient = []
    for i in range(len(x)):
        above, below = list(x), list(x)
        above[i] += h
        below[i] -= h
        gradient.append((f(above) - f(below)) / h)
    return gradient
