# expect: Your loop stops one layer too early
def deltas(slopes, weights, last):
    found = [0] * len(weights) + [last]
    for i in range(len(weights) - 1, 0, -1):
        found[i] = slopes[i] * weights[i] * found[i + 1]
    return found
