# expect: add it after the sum
def batch(X, W, b):
    Z = []
    for x in X:
        row = []
        for i in range(len(W)):
            s = 0
            for k in range(len(x)):
                s += W[i][k] * x[k] + b[i]
            row.append(s)
        Z.append(row)
    return Z
