def masked_average(vectors, mask):
    """Return the mean of the vectors whose mask is 1, a list."""
    n = max(1, sum(mask))
    columns = zip(*vectors)
    return [sum(m * v for m, v in zip(mask, c)) / n for c in columns]
