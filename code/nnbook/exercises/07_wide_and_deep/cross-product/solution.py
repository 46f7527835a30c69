def cross(x, c):
    """Return the product of the features with exponent 1."""
    product = 1
    for x_i, c_i in zip(x, c):
        product *= x_i**c_i
    return product
