# expect: That is the variance
def xavier(fan_in, fan_out):
    variance = 2 / (fan_in + fan_out)
    return variance, 3 * variance
