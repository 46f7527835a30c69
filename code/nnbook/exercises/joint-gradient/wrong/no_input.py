# expect: multiply by it
def gradients(p, y, a):
    return p - y, [p - y for _ in a]
