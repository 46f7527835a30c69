def back(W, slopes, upstream):
    """Return the gradient for the block's input, a list."""
    delta = [s * g for s, g in zip(slopes, upstream)]
    through = [sum(w * d for w, d in zip(column, delta)) for column in zip(*W)]
    return [g + t for g, t in zip(upstream, through)]
