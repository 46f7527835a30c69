# expect: The slope of the square is taken where the square stands
def squared_difference(a, b, upstream):
    return (a - b) ** 2, upstream * 2 * a, -upstream * 2 * b
