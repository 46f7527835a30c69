# expect: Multiply each by dz/dt
def slopes(a, x, b):
    return x, a, 1
