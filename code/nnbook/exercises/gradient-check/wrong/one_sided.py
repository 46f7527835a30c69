# expect: That is one-sided
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    for i, said in enumerate(gradient(x)):
        above, below = list(x), list(x)
        above[i] += h
        measured = (f(above) - f(below)) / h
        if abs(said - measured) > tolerance:
            wrong.append(i)
    return wrong
