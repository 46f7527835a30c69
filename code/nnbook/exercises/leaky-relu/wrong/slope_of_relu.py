# expect: the slope of the plain ReLU
def leaky(z, gamma):
    return z if z > 0 else gamma * z


def leaky_slope(z, gamma):
    return 1 if z > 0 else 0
