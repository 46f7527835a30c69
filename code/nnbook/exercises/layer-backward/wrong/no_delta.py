# expect: The gradient delta is missing
def layer_backward(W, a, delta):
    dW = [[d * a_j for a_j in a] for d in delta]
    da = [sum(w[j] for w in W) for j in range(len(a))]
    return dW, delta, da
