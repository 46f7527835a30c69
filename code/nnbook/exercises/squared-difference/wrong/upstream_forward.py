# expect: Upstream belongs to the way back
def squared_difference(a, b, upstream):
    d = a - b
    return upstream * d**2, upstream * 2 * d, -upstream * 2 * d
