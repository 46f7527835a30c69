# expect: That is the variance
def he(fan_in, gamma=0.0):
    return 2 / ((1 + gamma**2) * fan_in)
