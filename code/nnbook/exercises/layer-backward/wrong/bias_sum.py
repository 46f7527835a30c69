# expect: Each unit has its own bias
def layer_backward(W, a, delta):
    dW = [[d * a_j for a_j in a] for d in delta]
    da = [sum(w[j] * d for w, d in zip(W, delta)) for j in range(len(a))]
    return dW, sum(delta), da
