"""Reference values for tests/js/nn.test.mjs: networks of torch in float64.

One small network for each activation and initializer, with random sizes, switches,
loss and optimizer; weights drawn by nnbook.initializers, everything else by torch.
"""

from itertools import pairwise, product

import numpy as np
import torch
from torch import nn

from nnbook.initializers import INITIALIZERS
from tests.engine.torch_twin import ACTIVATIONS, Pointwise, Residual

STEPS = 5


FUNCTIONS = {"identity": lambda z: z, **ACTIVATIONS}
LOSSES = {
    "squared_error": nn.MSELoss,
    "logistic_cross_entropy": nn.BCEWithLogitsLoss,
}
OPTIMIZERS = {
    "sgd": lambda groups: torch.optim.SGD(groups, lr=0.2),
    "momentum": lambda groups: torch.optim.SGD(groups, lr=0.1, momentum=0.9),
    "adam": lambda groups: torch.optim.Adam(groups, lr=0.01),
}


def networks():
    """All runs, and the scale of each initializer at one shape and two gains."""
    rng = np.random.default_rng(3)
    rest = list(product(LOSSES, OPTIMIZERS, (False, True), (False, True), (0, 0.05)))
    rng.shuffle(rest)
    return {
        "runs": [
            run(rng, activation, initializer, *rest[i % len(rest)])
            for i, (activation, initializer) in enumerate(
                product(FUNCTIONS, INITIALIZERS)
            )
        ],
        "initializers": [
            {"name": name, "shape": [200, 150], "gain": gain, **scale(f, gain)}
            for name, f in INITIALIZERS.items()
            for gain in (None, 1.7)
        ],
    }


def run(rng, activation, initializer, loss, optimizer, layer_norm, residual, l2):
    """Gradients of the first step and losses and parameters of `STEPS` steps."""
    inputs, outputs = rng.integers(1, 6, size=2)
    width, depth = rng.integers(2, 8), rng.integers(1, 4)
    sizes = [inputs, *[width] * depth, outputs]
    n = rng.integers(1, 12)
    X = rng.normal(size=(n, inputs))
    T = rng.integers(0, 2, size=(n, outputs)).astype(float)

    model = build(sizes, activation, layer_norm, residual)
    linears = [m for m in model.modules() if isinstance(m, nn.Linear)]
    norms = [m for m in model.modules() if isinstance(m, nn.LayerNorm)]
    with torch.no_grad():
        for layer in linears:
            draw = INITIALIZERS[initializer](tuple(layer.weight.shape), rng)
            layer.weight.copy_(torch.tensor(draw))
            layer.bias.copy_(torch.tensor(rng.normal(0, 0.1, layer.bias.shape)))

    weights = [layer.weight for layer in linears]
    others = [p for p in model.parameters() if not any(p is w for w in weights)]
    groups = [{"params": weights, "weight_decay": l2}, {"params": others}]
    stepper = OPTIMIZERS[optimizer](groups)
    criterion = LOSSES[loss]()
    start = parameters(linears, norms, "data")
    x, target = torch.tensor(X, requires_grad=True), torch.tensor(T)
    losses = []
    for step in range(STEPS):
        stepper.zero_grad()
        x.grad = None
        y = model(x)
        value = criterion(y, target)
        value.backward()
        losses.append(value.item())
        if step == 0:
            first = {
                "output": y.detach().numpy().ravel(),
                "input_gradient": x.grad.numpy().ravel(),
                "gradients": parameters(linears, norms, "grad"),
            }
        stepper.step()
    return {
        "sizes": sizes,
        "activation": activation,
        "initializer": initializer,
        "loss": loss,
        "optimizer": optimizer,
        "learning_rate": stepper.param_groups[0]["lr"],
        "layer_norm": layer_norm,
        "residual": residual,
        "l2": l2,
        "n": n,
        "X": X.ravel(),
        "T": T.ravel(),
        "start": start,
        **first,
        "losses": losses,
        "end": parameters(linears, norms, "data"),
    }


def build(sizes, activation, layer_norm, residual):
    """The network that lib/nn.js describes, of torch's layers, in float64."""
    blocks = []
    for below, width in pairwise(sizes[:-1]):
        norm = [nn.LayerNorm(width)] if layer_norm else []
        layers = [nn.Linear(below, width), *norm, Pointwise(FUNCTIONS[activation])]
        together = Residual if residual and below == width else nn.Sequential
        blocks.append(together(*layers))
    return nn.Sequential(*blocks, nn.Linear(*sizes[-2:])).double()


def parameters(linears, norms, kind):
    """Each layer's W and b, and scale and shift where there are any: data or grad."""

    def values(tensor):
        return getattr(tensor, kind).detach().numpy().ravel().copy()

    layers = [{"W": values(m.weight), "b": values(m.bias)} for m in linears]
    for layer, m in zip(layers, norms, strict=False):
        layer |= {"scale": values(m.weight), "shift": values(m.bias)}
    return layers


class Recorder:
    """Stands for a random generator and notes the scale that it was asked for."""

    def uniform(self, low, high, shape):
        """Note the limit."""
        self.scale = {"kind": "uniform", "limit": high}

    def normal(self, mean, sd, shape):
        """Note the standard deviation."""
        self.scale = {"kind": "normal", "sd": sd}


def scale(initializer, gain):
    """The limit or standard deviation that an initializer of nnbook draws with."""
    recorder = Recorder()
    initializer((200, 150), recorder, **({} if gain is None else {"gain": gain}))
    return recorder.scale
