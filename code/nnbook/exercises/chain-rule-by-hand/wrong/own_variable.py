# expect: You multiply by the variable itself
def slopes(a, x, b):
    dz_dt = 3 * (a * x + b) ** 2
    return dz_dt * a, dz_dt * x, dz_dt * b
