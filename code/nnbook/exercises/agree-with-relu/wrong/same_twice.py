# expect: Your two ReLUs are the same
def relu_unit(x, w, b):
    return max(0, w[0] * x[0] + w[1] * x[1] + b)


def agree(x1, x2):
    h1 = relu_unit([x1, x2], [1, -1], 0)
    h2 = relu_unit([x1, x2], [1, -1], 0)
    return -1 * h1 + -1 * h2 + 1
