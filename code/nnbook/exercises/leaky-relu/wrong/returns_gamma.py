# expect: which is the slope there
def leaky(z, gamma):
    return z if z > 0 else gamma


def leaky_slope(z, gamma):
    return 1 if z > 0 else gamma
