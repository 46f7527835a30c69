def dot(u, v):
    """Return the sum of the products, pair by pair."""
    return sum(u_i * v_i for u_i, v_i in zip(u, v))


def one_matrix(W1, W2):
    """Return the matrix of the one layer, as a list of rows."""
    columns = list(zip(*W1))
    return [[dot(row, column) for column in columns] for row in W2]


def one_bias(W2, b1, b2):
    """Return the bias of the one layer, as a list."""
    return [dot(row, b1) + b for row, b in zip(W2, b2)]
