# expect: the chain rule multiplies them
def slope(y):
    return y * (1 - y)


def shrinkage(values):
    return sum(slope(y) for y in values)
