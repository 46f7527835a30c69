# expect: Only b1 passes through W2
def one_matrix(W1, W2):
    out = []
    for row in W2:
        new = []
        for j in range(len(W1[0])):
            s = 0
            for k in range(len(W1)):
                s += row[k] * W1[k][j]
            new.append(s)
        out.append(new)
    return out


def one_bias(W2, b1, b2):
    out = []
    for i in range(len(W2)):
        s = 0
        for k in range(len(b1)):
            s += W2[i][k] * (b1[k] + b2[k])
        out.append(s)
    return out
