# expect: b has an influence too
def squared_difference(a, b, upstream):
    return (a - b) ** 2, upstream * 2 * (a - b), 0
