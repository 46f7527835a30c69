# expect: The order is turned round
def deltas(slopes, weights, last):
    found = [last]
    for slope, w in zip(reversed(slopes[:-1]), reversed(weights)):
        found.append(slope * w * found[-1])
    return found
