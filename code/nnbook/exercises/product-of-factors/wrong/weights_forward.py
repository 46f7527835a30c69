# expect: The weights are in the wrong order
def deltas(slopes, weights, last):
    found = [last]
    for slope, w in zip(reversed(slopes[:-1]), weights):
        found.append(slope * w * found[-1])
    return found[::-1]
