# expect: are inputs too
def parameters(vocabularies, dim, numbers, hidden):
    width, layers = len(vocabularies) * dim, 0
    for units in [*hidden, 1]:
        layers += units * (width + 1)
        width = units
    return sum(vocabularies) * dim, layers
