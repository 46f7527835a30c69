def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    """Return the list of the entries in which the gradient is wrong."""
    wrong = []
    for i, said in enumerate(gradient(x)):
        above, below = list(x), list(x)
        above[i] += h
        below[i] -= h
        measured = (f(above) - f(below)) / (2 * h)
        if abs(said - measured) > tolerance:
            wrong.append(i)
    return wrong
