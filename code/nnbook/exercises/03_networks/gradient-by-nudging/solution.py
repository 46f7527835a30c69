def gradient(f, w, h=1e-5):
    """Return the list of the derivatives of f(w) towards each w[i]."""
    slopes = []
    for i in range(len(w)):
        up, down = list(w), list(w)
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return slopes
