# expect: The sign is turned
def gradients(p, y, a):
    return y - p, [(y - p) * v for v in a]
