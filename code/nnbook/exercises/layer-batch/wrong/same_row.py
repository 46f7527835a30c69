# expect: All rows are one list
def batch(X, W, b):
    Z = [[0] * len(W)] * len(X)
    for n in range(len(X)):
        for i in range(len(W)):
            Z[n][i] = b[i]
            for k in range(len(X[n])):
                Z[n][i] += W[i][k] * X[n][k]
    return Z
