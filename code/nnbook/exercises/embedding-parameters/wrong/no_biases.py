# expect: These are the weights
def parameters(vocabularies, dim, numbers, hidden):
    w = len(vocabularies) * dim + numbers
    n = 0
    for h in hidden + [1]:
        n += w * h
        w = h
    return sum(vocabularies) * dim, n
