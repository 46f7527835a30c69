# expect: The sign of the difference is lost
def squared_difference(a, b, upstream):
    to_d = upstream * 2 * abs(a - b)
    return (a - b) ** 2, to_d, -to_d
