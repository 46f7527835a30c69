# expect: Each unit has a bias as well
def parameters(sizes):
    return sum(n * below for below, n in zip(sizes, sizes[1:]))
