# expect: the chain rule multiplies them
def slopes(a, x, b):
    dz_dt = 3 * (a * x + b) ** 2
    return dz_dt + x, dz_dt + a, dz_dt + 1
