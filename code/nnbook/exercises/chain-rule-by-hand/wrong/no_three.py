# expect: The 3 of the exponent comes down
def slopes(a, x, b):
    dz_dt = (a * x + b) ** 2
    return dz_dt * x, dz_dt * a, dz_dt
