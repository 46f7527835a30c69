# expect: Lists know no product
def one_matrix(W1, W2):
    return W2 @ W1


def one_bias(W2, b1, b2):
    return W2 @ b1 + b2
