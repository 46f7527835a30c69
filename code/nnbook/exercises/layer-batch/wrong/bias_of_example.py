# expect: belong to unit i
def batch(X, W, b):
    Z = []
    for n in range(len(X)):
        row = []
        for i in range(len(W)):
            s = b[n]
            for k in range(len(X[n])):
                s += W[i][k] * X[n][k]
            row.append(s)
        Z.append(row)
    return Z
