# expect: Only the first slope
def gradient(f, w, h=1e-5):
    out = []
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] += h
        down[i] -= h
        out.append((f(up) - f(down)) / (2*h))
        return out
