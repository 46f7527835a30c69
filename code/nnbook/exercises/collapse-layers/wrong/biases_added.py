# expect: The first bias passes through the second layer
def one_matrix(W1, W2):
    columns = list(zip(*W1))
    return [[sum(v * w for v, w in zip(row, c)) for c in columns] for row in W2]


def one_bias(W2, b1, b2):
    return [b + c for b, c in zip(b1, b2)]
