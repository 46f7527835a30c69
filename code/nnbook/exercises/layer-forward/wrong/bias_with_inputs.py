# expect: The biases go with the units
def layer(W, x, b):
    a = []
    for i in range(len(W)):
        z = 0
        for j in range(len(x)):
            z += W[i][j] * x[j] + b[j]
        if z > 0:
            a.append(z)
    return a
