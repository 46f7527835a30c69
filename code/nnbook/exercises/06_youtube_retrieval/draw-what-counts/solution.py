def choose(e, n):
    """Return for each video the probability to draw it, a list."""
    rest = sorted(e)
    while n * rest[-1] > sum(rest):  # the largest one is sure to be drawn
        rest.pop()
        n -= 1
    return [min(1, n * e_i / sum(rest)) for e_i in e]
