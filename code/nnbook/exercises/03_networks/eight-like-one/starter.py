import random


def start(sizes, seed):
    """Return a pair W, b for each layer, with random weights."""
    layers = []
    for below, n in zip(sizes, sizes[1:]):
        W = [
            [random.Random(seed).gauss(0, 1) for _ in range(below)]
            for _ in range(n)
        ]
        layers.append((W, [0.0] * n))
    return layers
