# expect: Ask for it at x itself
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    x = list(x)
    for i in range(len(x)):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        if abs((above - below) / (2 * h) - gradient(x)[i]) > tolerance:
            wrong.append(i)
        x[i] += h
    return wrong
