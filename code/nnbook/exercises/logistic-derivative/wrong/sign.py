# expect: The sign is wrong
def slope(y):
    return y * (y - 1)


def shrinkage(values):
    product = 1
    for y in values:
        product *= slope(y)
    return product
