# expect: + joins two lists
def one_matrix(W1, W2):
    return [[sum(a * b for a, b in zip(r, c)) for c in zip(*W1)] for r in W2]


def one_bias(W2, b1, b2):
    return [sum(a * b for a, b in zip(row, b1)) for row in W2] + b2
