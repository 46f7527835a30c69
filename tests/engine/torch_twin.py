"""The torch counterpart of an nnbook network, with the same parameters."""

import torch
from torch.nn import functional as F

from nnbook import nn
from nnbook.activations import ACTIVATIONS as OURS

# What torch calls otherwise, or does with an option. All others have nnbook's names.
OTHERWISE = {
    "logistic": torch.sigmoid,
    "gelu_tanh": lambda z: F.gelu(z, approximate="tanh"),
    # From 20 on torch takes z itself, which is off by 2e-9 there.
    "softplus": lambda z: F.softplus(z, threshold=500),
    # Not torch.heaviside, which has no derivative; a comparison passes no gradient.
    "step": lambda z: (z >= 0).to(z.dtype) + 0 * z,
}
ACTIVATIONS = {name: OTHERWISE.get(name) or getattr(F, name) for name in OURS}
# Those whose slope torch knows.
TORCH_ACTIVATIONS = {
    name: f for name, f in ACTIVATIONS.items() if OURS[name].corner != "jump"
}


class Pointwise(torch.nn.Module):
    """An activation function as a torch module."""

    def __init__(self, f):
        super().__init__()
        self.forward = f


class Residual(torch.nn.Sequential):
    """x + f(x)."""

    def forward(self, x):
        """x and what the layers add to it."""
        return x + super().forward(x)


def twin(module):
    """A float64 torch module that computes the same and has its own parameters."""
    match module:
        case nn.Linear():
            theirs = torch.nn.Linear(*module.W.shape[::-1]).double()
            copy(module.W, theirs.weight), copy(module.b, theirs.bias)
        case nn.LayerNorm():
            theirs = torch.nn.LayerNorm(*module.gain.shape, eps=module.eps).double()
            copy(module.gain, theirs.weight), copy(module.bias, theirs.bias)
        case nn.Activation():
            theirs = Pointwise(ACTIVATIONS[module.name])
        case nn.Residual():
            theirs = Residual(*map(twin, module.layers))
        case nn.Sequential():
            theirs = torch.nn.Sequential(*map(twin, module.layers))
    return theirs


def copy(tensor, parameter):
    """Write a tensor's data into a torch parameter."""
    with torch.no_grad():
        parameter.copy_(torch.tensor(tensor.data))


def value_and_slope(f, z):
    """f(z) and f'(z) of an element-wise torch function, in z's own precision."""
    z = torch.tensor(z, requires_grad=True)
    y = f(z)
    y.sum().backward()
    return y.detach().numpy(), z.grad.numpy()
