# expect: Up and down are the same list
def gradient(f, w, h=1e-5):
    slopes = []
    for i in range(len(w)):
        up, down = w, w
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return slopes
