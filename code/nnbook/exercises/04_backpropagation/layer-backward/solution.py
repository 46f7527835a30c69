def layer_backward(W, a, delta):
    """Return dW, db and da."""
    dW = [[d * a_j for a_j in a] for d in delta]
    da = [sum(W[i][j] * delta[i] for i in range(len(W))) for j in range(len(a))]
    return dW, list(delta), da
