# expect: You count pairs of a unit and an example
def dead_units(W, b, X):
    count = 0
    for i in range(len(W)):
        for x in X:
            z = b[i]
            for j in range(len(x)):
                z += W[i][j] * x[j]
            if z <= 0:
                count += 1
    return count
