# expect: You list what agrees
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    for i, said in enumerate(gradient(x)):
        up, down = list(x), list(x)
        up[i] += h
        down[i] -= h
        if abs((f(up) - f(down)) / (2 * h) - said) < tolerance:
            wrong.append(i)
    return wrong
