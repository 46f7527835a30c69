# expect: A product starts with 1
def slope(y):
    return y * (1 - y)


def shrinkage(values):
    product = 0
    for y in values:
        product *= slope(y)
    return product
