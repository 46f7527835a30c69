# expect: That is the value at 3
def leaky(z, gamma):
    return z if z > 0 else gamma * z


def leaky_slope(z, gamma):
    return leaky(z, gamma)
