# expect: Each number is cut off by itself
def clip(gradients, most):
    return [[max(-most, min(most, g)) for g in layer] for layer in gradients]
