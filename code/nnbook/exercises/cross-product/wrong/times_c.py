# expect: gives x_i⁰ = 1 instead
def cross(x, c):
    product = 1
    for x_i, c_i in zip(x, c):
        product *= x_i * c_i
    return product
