"""The one network of all recommenders here: ReLU layers."""

import itertools

from torch import nn


class Dropout(nn.Dropout):
    """Drop a share `p` of the numbers in training, as if no other process were there.

    Of a batch that is shared out to `world` processes, number `rank` takes every
    world-th row. All draw for the whole batch, from the same state of torch's
    generator, so that together they drop what one process alone would have dropped.
    """

    rank, world = 0, 1

    def forward(self, x):
        """x (b, n), with p of the numbers zero and the others divided by 1 - p."""
        if not self.training or self.p == 0:
            return x
        kept = x.new_empty(len(x) * self.world, x.shape[1]).bernoulli_(1 - self.p)
        return x * kept[self.rank :: self.world].div_(1 - self.p)


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
            layers.append(Dropout(dropout))
    return nn.Sequential(*layers, nn.Linear(sizes[-1], n_outputs, bias=bias))
