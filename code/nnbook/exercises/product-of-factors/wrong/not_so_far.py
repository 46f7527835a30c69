# expect: Each factor acts on what has come so far
def deltas(slopes, weights, last):
    return [s * w * last for s, w in zip(slopes, weights)] + [last]
