# expect: You nudge all parameters at once
def gradient(f, w, h=1e-5):
    up, down = [v + h for v in w], [v - h for v in w]
    return [(f(up) - f(down)) / (2 * h)] * len(w)
