# expect: Multiply by dt/da
def slopes(a, x, b):
    dz_dt = 3 * (a * x + b) ** 2
    return dz_dt, dz_dt, dz_dt
