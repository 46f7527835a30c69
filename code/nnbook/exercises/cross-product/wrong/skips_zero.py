# expect: A feature that is 0 counts too
def cross(x, c):
    product = 1
    for x_i, c_i in zip(x, c):
        if x_i and c_i:
            product *= x_i
    return product
