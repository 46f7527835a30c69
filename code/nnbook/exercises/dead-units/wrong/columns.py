# expect: W[i] is the row of unit i
def dead_units(W, b, X):
    count = 0
    for i in range(len(W)):
        dead = True
        for x in X:
            z = b[i]
            for j in range(len(x)):
                z += W[j][i] * x[j]
            if z > 0:
                dead = False
        if dead:
            count += 1
    return count
