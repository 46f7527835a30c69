# expect: a row for each value
def parameters(vocabularies, dim, numbers, hidden):
    width, layers = len(vocabularies) * dim + numbers, 0
    for units in [*hidden, 1]:
        layers += units * (width + 1)
        width = units
    return len(vocabularies) * dim, layers
