# expect: The upstream gradient is missing
def squared_difference(a, b, upstream):
    return (a - b) ** 2, 2 * (a - b), -2 * (a - b)
