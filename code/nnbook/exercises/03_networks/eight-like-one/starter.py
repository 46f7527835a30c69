from random import Random


def random_layers(sizes, seed):
    """Return a pair W, b for each layer, with random weights."""
    layers = []
    for below, n in zip(sizes, sizes[1:]):
        W = []
        for _ in range(n):
            W.append([Random(seed).gauss(0, 1) for _ in range(below)])
        layers.append((W, [0.0] * n))
    return layers
