# expect: All entries are nudged at once
def nudged(f, x, h=1e-5):
    above = [x_i + h for x_i in x]
    below = [x_i - h for x_i in x]
    return [(f(above) - f(below)) / (2 * h) for _ in x]
