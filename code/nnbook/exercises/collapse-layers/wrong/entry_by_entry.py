# expect: You multiply entry by entry
def one_matrix(W1, W2):
    return [[v * w for v, w in zip(r2, r1)] for r2, r1 in zip(W2, W1)]


def one_bias(W2, b1, b2):
    return [sum(w * b for w, b in zip(row, b1)) + c for row, c in zip(W2, b2)]
