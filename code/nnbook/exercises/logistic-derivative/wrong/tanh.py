# expect: the slope of tanh
def slope(y):
    return 1 - y**2


def shrinkage(values):
    product = 1
    for y in values:
        product *= slope(y)
    return product
