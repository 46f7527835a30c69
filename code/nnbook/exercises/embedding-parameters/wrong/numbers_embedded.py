# expect: A continuous feature has no embedding
def parameters(vocabularies, dim, numbers, hidden):
    w = (len(vocabularies) + numbers) * dim
    n = 0
    for h in hidden + [1]:
        n += (w + 1) * h
        w = h
    return sum(vocabularies) * dim, n
