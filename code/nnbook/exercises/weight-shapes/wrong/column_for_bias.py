# expect: no column for them in W
def shapes(sizes):
    return [(n, below + 1) for below, n in zip(sizes, sizes[1:])]
