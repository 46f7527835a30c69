# expect: The way back begins at the other end
def deltas(slopes, weights, last):
    found = [last]
    for slope, w in zip(slopes, weights):
        found.append(slope * w * found[-1])
    return found[::-1]
