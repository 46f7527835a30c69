# expect: dW is transposed
def layer_backward(W, a, delta):
    dW = [[d * a_j for d in delta] for a_j in a]
    da = [sum(w[j] * d for w, d in zip(W, delta)) for j in range(len(a))]
    return dW, delta, da
