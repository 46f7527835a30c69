# expect: / 2 * h divides by 2 and multiplies by h
def gradient(f, w, h=1e-5):
    slopes = []
    for i in range(len(w)):
        up = list(w)
        down = list(w)
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / 2 * h)
    return slopes
