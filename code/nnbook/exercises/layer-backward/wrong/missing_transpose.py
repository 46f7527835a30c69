# expect: A transpose is missing
def layer_backward(W, a, delta):
    dW = [[d * a_j for a_j in a] for d in delta]
    if len(W) != len(a):
        da = [sum(w[j] * d for w, d in zip(W, delta)) for j in range(len(a))]
    else:
        da = [sum(w * d for w, d in zip(row, delta)) for row in W]
    return dW, delta, da
