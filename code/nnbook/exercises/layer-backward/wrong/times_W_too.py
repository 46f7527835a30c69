# expect: Leave W out
def layer_backward(W, a, delta):
    dW = [[d * w * a_j for w, a_j in zip(row, a)] for row, d in zip(W, delta)]
    da = [sum(W[i][j] * delta[i] for i in range(len(W))) for j in range(len(a))]
    return dW, list(delta), da
