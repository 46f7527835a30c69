# expect: You multiply W by a
def layer_backward(W, a, delta):
    dW = [[d * a_j for a_j in a] for d in delta]
    return dW, delta, [sum(row[j] * a[j] for row in W) for j in range(len(a))]
