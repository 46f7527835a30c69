# expect: Leave a out
def layer_backward(W, a, delta):
    dW = [[d * a_j for a_j in a] for d in delta]
    da = [sum(W[i][j] * delta[i] * a[j] for i in range(len(W))) for j in range(len(a))]
    return dW, list(delta), da
