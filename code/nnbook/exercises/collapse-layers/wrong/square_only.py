# expect: don't count on a square
def one_matrix(W1, W2):
    n = len(W1[0])
    W = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                W[i][j] += W2[i][k] * W1[k][j]
    return W


def one_bias(W2, b1, b2):
    return [sum(w * b for w, b in zip(row, b1)) + c for row, c in zip(W2, b2)]
