def one_matrix(W1, W2):
    """Return the matrix of the one layer, as a list of rows."""
    ...


def one_bias(W2, b1, b2):
    """Return the bias of the one layer, as a list."""
    ...
