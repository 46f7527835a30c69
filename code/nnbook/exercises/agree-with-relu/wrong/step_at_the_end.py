# expect: no step, no ReLU and no comparison after that
def relu_unit(x, w, b):
    return max(0, w[0] * x[0] + w[1] * x[1] + b)


def agree(x1, x2):
    h1 = relu_unit([x1, x2], [1, 1], 0)
    h2 = relu_unit([x1, x2], [1, 1], -1)
    return int(-h1 + 2 * h2 + 0.5 >= 0)
