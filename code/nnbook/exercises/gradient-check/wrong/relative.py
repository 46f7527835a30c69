# expect: difference itself, undivided
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    for i, said in enumerate(gradient(x)):
        up, down = list(x), list(x)
        up[i] += h
        down[i] -= h
        slope = (f(up) - f(down)) / (2 * h)
        if abs(slope - said) / max(abs(slope), abs(said), 1e-12) > tolerance:
            wrong.append(i)
    return wrong
