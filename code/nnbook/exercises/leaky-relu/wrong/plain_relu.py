# expect: This is the plain ReLU
def leaky(z, gamma):
    return max(z, 0)


def leaky_slope(z, gamma):
    return 1 if z > 0 else gamma
