# expect: You take the slope of the cube at x
def slopes(a, x, b):
    dz_dt = 3 * x**2
    return dz_dt * x, dz_dt * a, dz_dt
