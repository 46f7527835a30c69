# expect: multiply them
def cross(x, c):
    return sum(a * b for a, b in zip(x, c))
