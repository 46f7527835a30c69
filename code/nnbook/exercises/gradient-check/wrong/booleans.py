# expect: not whether each is
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    for i, said in enumerate(gradient(x)):
        above, below = list(x), list(x)
        above[i] += h
        below[i] -= h
        wrong.append(abs(said - (f(above) - f(below)) / (2 * h)) > tolerance)
    return wrong
