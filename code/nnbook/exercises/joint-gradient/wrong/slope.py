# expect: No factor p(1
def gradients(p, y, a):
    e = (p - y) * p * (1 - p)
    return e, [e * v for v in a]
