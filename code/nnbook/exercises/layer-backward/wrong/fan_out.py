# expect: fan-out is forgotten
def layer_backward(W, a, delta):
    dW = [[d * a_j for a_j in a] for d in delta]
    da = [0] * len(a)
    for row, d in zip(W, delta):
        for j in range(len(a)):
            da[j] = row[j] * d
    return dW, delta, da
