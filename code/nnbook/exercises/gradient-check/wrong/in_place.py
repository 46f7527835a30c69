# expect: Nudge a copy
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    for i, said in enumerate(gradient(x)):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        measured = (above - f(x)) / (2 * h)
        if abs(said - measured) > tolerance:
            wrong.append(i)
    return wrong
