# expect: set brackets, / (2 * h)
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    for i in range(len(x)):
        up, down = x[:], x[:]
        up[i] += h
        down[i] -= h
        slope = (f(up) - f(down)) / 2 * h
        if abs(slope - gradient(x)[i]) > tolerance:
            wrong.append(i)
    return wrong
