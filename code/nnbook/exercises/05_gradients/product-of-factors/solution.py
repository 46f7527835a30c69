def deltas(slopes, weights, last):
    """Return the gradient for z in each layer, layer 1 first."""
    found = [last]
    for slope, w in zip(reversed(slopes[:-1]), reversed(weights)):
        found.append(slope * w * found[-1])
    return found[::-1]
