# expect: You add up neurons
def parameters(sizes):
    return sum(sizes)
