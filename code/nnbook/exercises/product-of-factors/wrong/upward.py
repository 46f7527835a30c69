# expect: You go from layer 1 to the last
def deltas(slopes, weights, last):
    found = [last]
    for i in range(len(weights)):
        found.append(slopes[i] * weights[i] * found[-1])
    return found
