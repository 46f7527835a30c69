# expect: That is the other way round
def shapes(sizes):
    return list(zip(sizes, sizes[1:]))
