# expect: add up all products first
def fires(x, w, theta):
    for i in range(len(x)):
        if x[i] * w[i] >= theta:
            return 1
    return 0


def bias_of(theta):
    return -abs(theta)
