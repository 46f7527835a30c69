# expect: take W1's columns
def one_matrix(W1, W2):
    return [[sum(v * w for v, w in zip(row, r)) for r in W1] for row in W2]


def one_bias(W2, b1, b2):
    return [sum(w * b for w, b in zip(row, b1)) + c for row, c in zip(W2, b2)]
