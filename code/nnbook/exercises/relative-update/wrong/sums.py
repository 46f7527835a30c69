# expect: The norm is the root of the sum of their squares
def relative_steps(weights, gradients, lr):
    return [lr * sum(g) / sum(w) for w, g in zip(weights, gradients)]
