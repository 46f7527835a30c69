# expect: You add to upstream while you still read from it
def back(W, slopes, upstream):
    n = len(upstream)
    for j in range(n):
        for i in range(n):
            upstream[j] += W[i][j] * slopes[i] * upstream[i]
    return upstream
