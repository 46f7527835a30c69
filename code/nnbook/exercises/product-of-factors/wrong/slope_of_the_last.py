# expect: no slope is missing there
def deltas(slopes, weights, last):
    found = [last * slopes[-1]]
    for slope, w in zip(reversed(slopes[:-1]), reversed(weights)):
        found.append(slope * w * found[-1])
    return found[::-1]
