# expect: right only for γ below 1
def leaky(z, gamma):
    return max(z, gamma * z)


def leaky_slope(z, gamma):
    return 1 if z > 0 else gamma
