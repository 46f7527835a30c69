def nudged(f, x, h=1e-5):
    """Return the gradient of f at x by central differences, a list."""
    gradient = []
    for i in range(len(x)):
        above = x[:i] + [x[i] + h] + x[i + 1 :]
        below = x[:i] + [x[i] - h] + x[i + 1 :]
        gradient.append((f(above) - f(below)) / (2 * h))
    return gradient
