# expect: Nudge one entry at a time
def wrong_entries(f, gradient, x, h=1e-5, tolerance=1e-6):
    up = [v + h for v in x]
    down = [v - h for v in x]
    slope = (f(up) - f(down)) / (2 * h)
    return [i for i, said in enumerate(gradient(x)) if abs(said - slope) > tolerance]
