# expect: Only layer 1 takes the inputs
def shapes(sizes):
    return [(n, sizes[0]) for n in sizes[1:]]
