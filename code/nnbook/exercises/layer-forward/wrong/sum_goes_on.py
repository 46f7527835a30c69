# expect: The sum goes on from unit to unit
def layer(W, x, b):
    a = []
    z = 0
    for i in range(len(W)):
        for j in range(len(x)):
            z += W[i][j] * x[j]
        z += b[i]
        a.append(max(0, z))
    return a
