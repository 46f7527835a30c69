# expect: W2 comes second, so it stands on the left
def one_matrix(W1, W2):
    columns = list(zip(*W2))
    return [[sum(v * w for v, w in zip(row, c)) for c in columns] for row in W1]


def one_bias(W2, b1, b2):
    return [sum(w * b for w, b in zip(row, b1)) + c for row, c in zip(W2, b2)]
