def hidden_delta(W, delta, a):
    """Return this layer's delta as a list."""
    arriving = [sum(row[j] * d for row, d in zip(W, delta)) for j in range(len(a))]
    return [(1 - a_j**2) * g for a_j, g in zip(a, arriving)]
