# expect: Return three things
def layer_backward(W, a, delta):
    return [[d * a_j for a_j in a] for d in delta]
