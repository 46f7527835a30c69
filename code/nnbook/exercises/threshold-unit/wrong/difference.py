# expect: how far the sum is from theta
def fires(x, w, theta):
    s = 0
    for i in range(len(x)):
        s += x[i] * w[i]
    return s - theta


def bias_of(theta):
    return 1 - theta
