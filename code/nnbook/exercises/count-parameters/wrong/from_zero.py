# expect: begin with layer 1
def parameters(sizes):
    return sum(sizes[i] * (sizes[i - 1] + 1) for i in range(len(sizes)))
