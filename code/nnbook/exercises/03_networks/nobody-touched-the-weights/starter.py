def gradient(f, w, h=1e-5):
    """Return the derivatives of f(w) towards each w[i], as a list."""
    slopes = []
    for i in range(len(w)):
        w[i] += h
        up = f(w)
        w[i] -= 2 * h
        down = f(w)
        slopes.append((up - down) / (2 * h))
    return slopes
