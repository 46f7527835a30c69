"""The one network of all recommenders here: ReLU layers."""

import itertools

from torch import nn


def relu_tower(n_inputs, hidden, n_outputs, dropout=0.0, bias=True):
    """ReLU layers of the sizes `hidden`, then a linear one; (b, n) to (b, n_outputs).

    `dropout` is the share of the numbers dropped, in training, from each hidden layer.
    The last layer has a `bias` or not.
    """
    sizes = (n_inputs, *hidden)
    layers = []
    for n, m in itertools.pairwise(sizes):
        layers += [nn.Linear(n, m), nn.ReLU()]
        if dropout:
            layers.append(nn.Dropout(dropout))
    return nn.Sequential(*layers, nn.Linear(sizes[-1], n_outputs, bias=bias))
