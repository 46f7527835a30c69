# expect: You nudge only up
def gradient(f, w, h=1e-5):
    slopes = []
    for i in range(len(w)):
        up = list(w)
        up[i] += h
        slopes.append((f(up) - f(w)) / h)
    return slopes
