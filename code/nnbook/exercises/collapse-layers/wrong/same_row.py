# expect: All rows are one list
def one_matrix(W1, W2):
    n = len(W2)
    m = len(W1[0])
    result = [[0] * m] * n
    for i in range(n):
        for j in range(m):
            for k in range(len(W1)):
                result[i][j] += W2[i][k] * W1[k][j]
    return result


def one_bias(W2, b1, b2):
    out = []
    for i in range(len(W2)):
        s = 0
        for k in range(len(b1)):
            s += W2[k][i] * b1[k]
        out.append(s + b2[i])
    return out
