def recurrent():
    """Return W, a list of two rows of two numbers."""
    return [[0.5, 3], [0, 0.5]]
