# expect: add it after the sum
def one_matrix(W1, W2):
    result = []
    for i in range(len(W2)):
        row = []
        for j in range(len(W1)):
            row.append(W2[i][j] * W1[i][j])
        result.append(row)
    return result


def one_bias(W2, b1, b2):
    out = []
    for i in range(len(W2)):
        s = 0
        for k in range(len(b1)):
            s += W2[i][k] * b1[k] + b2[i]
        out.append(s)
    return out
