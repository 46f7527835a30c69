# expect: the subtrahend b has the wrong sign
def squared_difference(a, b, upstream):
    to_d = upstream * 2 * (a - b)
    return (a - b) ** 2, to_d, to_d
