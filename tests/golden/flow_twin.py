"""The gradient-flow figure's networks once more, differentiated by torch.

With the same seed they have the same weights and examples as in the page
(lib/gradient-flow.js), so that the tests know what the page must say.
"""

import math
from itertools import islice

import numpy as np

from tests.golden.dying_relu_twin import normals, seeded
from tests.golden.flow import trace

EXAMPLES = 8
MOST_LAYERS = 100


def flow(
    depth=50,
    width=64,
    activation="logistic",
    initializer="xavier_uniform",
    gain=1.0,
    layer_norm=False,
    residual=False,
    scale=1.0,
    seed=0,
):
    """Each hidden layer's sizes and factors, as in golden.flow.trace."""
    layers, X, T = drawn(depth, width, initializer, gain, scale, seed)
    return trace(activation, layers, X, T, layer_norm, residual)[0]


def drawn(depth, width, initializer, gain=1.0, scale=1.0, seed=0):
    """The weights of all layers, examples and targets of such a network."""

    def stream(i):
        return seeded((MOST_LAYERS + 3) * seed + i)

    def weights(i, outputs):
        return gain * draw(initializer, stream(i), outputs, width)

    X = fill(normals(stream(MOST_LAYERS)), EXAMPLES, width)
    T = fill(stream(MOST_LAYERS + 1), EXAMPLES, 1) >= 0.5
    layers = [weights(i, width) for i in range(depth)] + [weights(MOST_LAYERS + 2, 1)]
    return layers, scale * X, T.astype(float)


def draw(initializer, random, outputs, inputs):
    """One layer's weights by the initializers of lib/initializers.js."""
    sd = {
        "normal": 0.01,
        "xavier_normal": math.sqrt(2 / (inputs + outputs)),
        "he_normal": math.sqrt(2 / inputs),
    }
    if initializer in sd:
        return sd[initializer] * fill(normals(random), outputs, inputs)
    limit = {
        "uniform": 1 / math.sqrt(inputs),
        "xavier_uniform": math.sqrt(6 / (inputs + outputs)),
        "he_uniform": math.sqrt(6 / inputs),
    }[initializer]
    return limit * (2 * fill(random, outputs, inputs) - 1)


def fill(numbers, *shape):
    """An array of the next numbers."""
    return np.array(list(islice(numbers, math.prod(shape)))).reshape(shape)
