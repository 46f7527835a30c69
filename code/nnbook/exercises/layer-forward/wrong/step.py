# expect: That is the step
def layer(W, x, b):
    a = []
    for i in range(len(W)):
        z = b[i]
        for j in range(len(x)):
            z += W[i][j] * x[j]
        if z > 0:
            a.append(1)
        else:
            a.append(0)
    return a
