# expect: dt/db is 1: b is only added
def slopes(a, x, b):
    dz_dt = 3 * (a * x + b) ** 2
    return dz_dt * x, dz_dt * a, dz_dt * b
