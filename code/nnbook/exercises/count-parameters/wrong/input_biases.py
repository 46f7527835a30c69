# expect: an input has none
def parameters(sizes):
    return sum(sizes) + sum(n * below for below, n in zip(sizes, sizes[1:]))
