# expect: the 2 is missing
def squared_difference(a, b, upstream):
    to_d = upstream * (a - b)
    return (a - b) ** 2, to_d, -to_d
