# expect: A matrix joins two neighbours
def shapes(sizes):
    return [(n, n) for n in sizes]
