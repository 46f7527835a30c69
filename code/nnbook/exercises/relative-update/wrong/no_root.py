# expect: These are sums of squares
def relative_steps(weights, gradients, lr):
    result = []
    for w, g in zip(weights, gradients):
        result.append(lr * sum(x * x for x in g) / sum(x * x for x in w))
    return result
