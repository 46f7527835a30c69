# expect: Each feature brings dim numbers of its own
def parameters(vocabularies, dim, numbers, hidden):
    width, layers = dim + numbers, 0
    for units in [*hidden, 1]:
        layers += units * (width + 1)
        width = units
    return sum(vocabularies) * dim, layers
