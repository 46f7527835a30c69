# expect: ReLU would come after them
def batch(X, W, b):
    Z = []
    for n in range(len(X)):
        row = []
        for i in range(len(W)):
            s = b[i]
            for k in range(len(X[n])):
                s += W[i][k] * X[n][k]
            row.append(max(0, s))
        Z.append(row)
    return Z
