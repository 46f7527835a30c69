# expect: not shared out
def gradients(p, y, a):
    e = (p - y) / 2
    return e, [e * v for v in a]
