def parameters(sizes):
    """Return the number of all weights and biases."""
    return sum(n * (below + 1) for below, n in zip(sizes, sizes[1:]))
