def shapes(sizes):
    """Return the shape of each layer's weight matrix."""
    return [(rows, columns) for columns, rows in zip(sizes, sizes[1:])]
