# expect: You add up along the rows of W
def layer_backward(W, a, delta):
    dW = [[d * a_j for a_j in a] for d in delta]
    da = [sum(w * d for w in row) for row, d in zip(W, delta)]
    return dW, list(delta), da
