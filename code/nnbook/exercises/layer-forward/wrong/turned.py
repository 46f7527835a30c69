# expect: is the row of unit i
def layer(W, x, b):
    a = []
    for i in range(len(W)):
        z = 0
        for j in range(len(x)):
            z += W[j][i] * x[j]
        a.append(max(0, z + b[i]))
    return a
