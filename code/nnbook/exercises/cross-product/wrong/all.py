# expect: leave out those
def cross(x, c):
    product = 1
    for x_i in x:
        product *= x_i
    return product
