# expect: You subtract b
def layer(W, x, b):
    out = []
    for i in range(len(W)):
        s = 0
        for j in range(len(x)):
            s += W[i][j] * x[j]
        out.append(max(0, s - b[i]))
    return out
