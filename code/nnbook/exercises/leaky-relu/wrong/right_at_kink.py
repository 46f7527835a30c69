# expect: the slope from the right
def leaky(z, gamma):
    return z if z > 0 else gamma * z


def leaky_slope(z, gamma):
    return 1 if z >= 0 else gamma
