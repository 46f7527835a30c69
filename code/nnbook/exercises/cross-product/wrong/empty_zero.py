# expect: An empty product is 1
def cross(x, c):
    chosen = [x_i for x_i, c_i in zip(x, c) if c_i]
    product = 1 if chosen else 0
    for x_i in chosen:
        product *= x_i
    return product
