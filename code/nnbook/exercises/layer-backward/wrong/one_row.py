# expect: Both rows are one and the same list
def layer_backward(W, a, delta):
    dW = [[0] * len(a)] * len(W)
    da = [0] * len(a)
    for i in range(len(W)):
        for j in range(len(a)):
            dW[i][j] = delta[i] * a[j]
            da[j] += W[i][j] * delta[i]
    return dW, list(delta), da
