# expect: stop one earlier
def shapes(sizes):
    return [(sizes[i + 1], sizes[i]) for i in range(len(sizes))]
