# expect: nudge a copy
def gradient(f, w, h=1e-5):
    slopes = []
    for i in range(len(w)):
        w[i] += h
        above = f(w)
        w[i] -= 2 * h
        slopes.append((above - f(w)) / (2 * h))
    return slopes
