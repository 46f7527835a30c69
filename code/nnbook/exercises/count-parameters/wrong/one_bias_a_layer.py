# expect: not one for each layer
def parameters(sizes):
    return sum(n * below + 1 for below, n in zip(sizes, sizes[1:]))
