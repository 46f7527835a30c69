# expect: counted again among the layers
def parameters(vocabularies, dim, numbers, hidden):
    w = len(vocabularies) * dim + numbers
    n = 0
    for h in hidden + [1]:
        n += (w + 1) * h
        w = h
    e = sum(vocabularies) * dim
    return e, n + e
