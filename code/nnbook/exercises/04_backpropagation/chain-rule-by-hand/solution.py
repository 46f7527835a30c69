def slopes(a, x, b):
    """Return dz/da, dz/dx and dz/db of z = (a x + b) ** 3."""
    t = a * x + b
    dz_dt = 3 * t**2
    return dz_dt * x, dz_dt * a, dz_dt
