# expect: δ of the last layer belongs into the list too
def deltas(slopes, weights, last):
    found = []
    for i in reversed(range(len(weights))):
        last = slopes[i] * weights[i] * last
        found.insert(0, last)
    return found
