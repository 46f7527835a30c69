# expect: The output is missing
def parameters(vocabularies, dim, numbers, hidden):
    width, layers = len(vocabularies) * dim + numbers, 0
    for units in hidden:
        layers += units * (width + 1)
        width = units
    return sum(vocabularies) * dim, layers
