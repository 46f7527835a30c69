# expect: The second bias is missing
def one_matrix(W1, W2):
    columns = list(zip(*W1))
    return [[sum(v * w for v, w in zip(row, c)) for c in columns] for row in W2]


def one_bias(W2, b1, b2):
    return [sum(w * b for w, b in zip(row, b1)) for row in W2]
