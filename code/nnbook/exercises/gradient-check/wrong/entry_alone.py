# expect: f takes a whole list
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    wrong = []
    for i, said in enumerate(gradient(x)):
        if abs(said - (f(x[i] + h) - f(x[i] - h)) / (2 * h)) > tolerance:
            wrong.append(i)
    return wrong
