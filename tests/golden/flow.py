"""Reference values for tests/js/gradient-flow.test.mjs: deep networks of torch.

Every activation with and without LayerNorm and residual connections, at random depths
and widths, with the sizes of activations and gradients in each layer and the factors
between them, in float64. Weights are drawn by nnbook.initializers.
"""

from itertools import product

import numpy as np
import torch
from torch.nn import functional as F

from nnbook.initializers import INITIALIZERS
from nnbook.widgets.gradient_flow import SHOWN
from tests.engine.torch_twin import TORCH_ACTIVATIONS

EXAMPLES = 8
NAMES = [name for name in SHOWN if name in TORCH_ACTIVATIONS]


def gradient_flow():
    """One run for each activation and combination of switches."""
    rng = np.random.default_rng(5)
    switches = list(product((False, True), repeat=2))
    rules = list(INITIALIZERS)
    return [
        run(rng, name, rules[i % len(rules)], layer_norm, residual)
        for i, (name, (layer_norm, residual)) in enumerate(product(NAMES, switches))
    ]


def run(rng, activation, initializer, layer_norm, residual):
    """Sizes and factors in a network of 1 to 12 layers, 2 to 16 units wide."""
    depth, width = int(rng.integers(1, 13)), int(rng.integers(2, 17))
    X = rng.normal(size=(EXAMPLES, width)) * rng.choice([0.1, 1.0, 10.0])
    T = rng.integers(0, 2, size=(EXAMPLES, 1)).astype(float)
    shapes = [(width, width)] * depth + [(1, width)]
    gain = rng.uniform(0.5, 2)
    weights = [gain * INITIALIZERS[initializer](shape, rng) for shape in shapes]
    layers, loss = trace(activation, weights, X, T, layer_norm, residual)
    return {
        "depth": depth,
        "width": width,
        "activation": activation,
        "layer_norm": layer_norm,
        "residual": residual,
        "weights": [W.ravel() for W in weights],
        "X": X.ravel(),
        "T": T.ravel(),
        "loss": loss,
        "layers": layers,
    }


def trace(activation, weights, X, T, layer_norm, residual):
    """Each hidden layer's sizes and factors, and the loss, by torch's backward."""
    f = TORCH_ACTIVATIONS[activation]
    tensors = [torch.tensor(W) for W in weights]
    below, kept = torch.tensor(X, requires_grad=True), []
    for W in tensors[:-1]:
        z = below @ W.T
        u = F.layer_norm(z, z.shape[1:]) if layer_norm else 1 * z
        a = f(u) + below if residual else 1 * f(u)
        for tensor in (z, u, a):
            tensor.retain_grad()
        kept.append((z, u, a))
        below = a
    logits = below @ tensors[-1].T
    logits.retain_grad()
    loss = F.binary_cross_entropy_with_logits(logits, torch.tensor(T))
    loss.backward()
    layers = []
    for i, (z, u, a) in enumerate(kept):
        above = kept[i + 1][0] if i + 1 < len(kept) else logits
        back = norm(above.grad @ tensors[i + 1])
        layers.append(
            {
                "activation": (a**2).mean().sqrt().item(),
                "gradient": norm(z.grad),
                "stretch": back / norm(above.grad),
                "weights": norm(tensors[i + 1]) / len(tensors[i + 1]) ** 0.5,
                "skip": norm(a.grad) / back,
                "slope": norm(u.grad) / norm(a.grad),
                "norm": norm(z.grad) / norm(u.grad),
            }
        )
    return layers, loss.item()


def norm(tensor):
    """The Euclidean norm of all entries."""
    return tensor.norm().item()
