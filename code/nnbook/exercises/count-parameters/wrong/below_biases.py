# expect: not of the layer below
def parameters(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * (sizes[i + 1] + 1)
    return total
