# expect: The slope is missing
def deltas(slopes, weights, last):
    found = [last]
    for w in reversed(weights):
        found.append(w * found[-1])
    return found[::-1]
