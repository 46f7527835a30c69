# expect: let it ask two ReLUs
def relu_unit(x, w, b):
    return max(0, w[0] * x[0] + w[1] * x[1] + b)


def agree(x1, x2):
    return int(x1 == x2)
