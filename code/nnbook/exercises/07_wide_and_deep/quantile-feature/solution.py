def normalized(value, edges):
    """Return (i - 1) / (n_q - 1) for the group i of the value."""
    below = sum(edge <= value for edge in edges)
    return below / len(edges)
