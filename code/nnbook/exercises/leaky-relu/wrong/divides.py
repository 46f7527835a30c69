# expect: the sign of z decides
def leaky(z, gamma):
    return max(z, 0) + gamma * min(z, 0)


def leaky_slope(z, gamma):
    return leaky(z, gamma) / z
