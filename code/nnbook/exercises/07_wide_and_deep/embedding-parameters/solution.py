def parameters(vocabularies, dim, numbers, hidden):
    """Return the parameters in the embeddings and in the layers."""
    width, layers = len(vocabularies) * dim + numbers, 0
    for units in [*hidden, 1]:
        layers += units * (width + 1)
        width = units
    return sum(vocabularies) * dim, layers
