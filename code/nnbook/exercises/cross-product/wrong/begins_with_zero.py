# expect: Begin the product with 1
def cross(x, c):
    product = 0
    for i in range(len(x)):
        if c[i] == 1:
            product *= x[i]
    return product
