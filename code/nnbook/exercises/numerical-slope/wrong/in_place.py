# expect: Nudge a copy
def nudged(f, x, h=1e-5):
    gradient = []
    for i in range(len(x)):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        gradient.append((above - f(x)) / (2 * h))
    return gradient
