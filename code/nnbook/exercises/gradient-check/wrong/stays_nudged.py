# expect: Does an entry stay nudged
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    said = gradient(x)
    for i in range(len(x)):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        if abs((above - below) / (2 * h) - said[i]) > tolerance:
            wrong.append(i)
    return wrong
