"""Layers: the parts from which networks are put together, and their losses.

A layer is called with a Tensor or array of shape (n, inputs), an example a row.
"""

import numpy as np

from nnbook import ops
from nnbook.initializers import he_normal
from nnbook.tensor import Tensor, record, recorded

softmax = recorded(ops.softmax)
logsumexp = recorded(ops.logsumexp)
softmax_cross_entropy = recorded(ops.softmax_cross_entropy)
logistic_cross_entropy = recorded(ops.logistic_cross_entropy)


class Module:
    """A part of a network: it holds parameters (Tensors) and other parts."""

    def parameters(self):
        """Every Tensor among the attributes of this module and of its parts."""
        for value in vars(self).values():
            for part in value if isinstance(value, list | tuple) else [value]:
                if isinstance(part, Tensor):
                    yield part
                elif isinstance(part, Module):
                    yield from part.parameters()


class Linear(Module):
    """x Wᵀ + b, with W of shape (fan_out, fan_in) and b of shape (fan_out,).

    `init` is one of `nnbook.initializers`, drawn from the numpy generator `rng`; b
    starts at 0.
    """

    def __init__(self, fan_in, fan_out, rng, init=he_normal):
        self.W = Tensor(init((fan_out, fan_in), rng))
        self.b = Tensor(np.zeros(fan_out))

    def __call__(self, x):
        """From (..., n, fan_in) to (..., n, fan_out); ValueError for other shapes."""
        fan_in = self.W.shape[1]
        if len(x.shape) < 2 or x.shape[-1] != fan_in:
            raise ValueError(
                f"x has shape {x.shape}, but this layer takes (n, {fan_in}): {fan_in} "
                "inputs for each of n examples; a single example is x[None, :]"
            )
        return record(ops.linear, x, self.W, self.b)


class Activation(Module):
    """An activation function of chapter 2: Activation("leaky_relu", gamma=0.1)."""

    def __init__(self, name, **options):
        if name not in ops.ACTIVATION_OPS:
            known = ", ".join(ops.ACTIVATION_OPS)
            raise ValueError(f"there is no activation {name!r}; known are {known}")
        self.name = name
        self.options = options

    def __call__(self, x):
        """The function of each element."""
        return record(ops.ACTIVATION_OPS[self.name], x, **self.options)


class LayerNorm(Module):
    """Each example with mean 0 and variance 1, then scaled and shifted.

    Gain and bias are learned, one number of each for each of the n inputs (Ba, Kiros &
    Hinton, 2016). Made of plain arithmetic: the tape finds the gradient.
    """

    def __init__(self, n, eps=1e-5):
        self.gain = Tensor(np.ones(n))
        self.bias = Tensor(np.zeros(n))
        self.eps = eps

    def __call__(self, x):
        """From (..., n) to (..., n)."""
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = (centred * centred).mean(axis=-1, keepdims=True)
        return centred * (variance + self.eps) ** -0.5 * self.gain + self.bias


class Sequential(Module):
    """One layer after the other; they stand in `layers`."""

    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x):
        """The last layer's output."""
        for layer in self.layers:
            x = layer(x)
        return x


class Residual(Sequential):
    """x + f(x), f being the layers one after the other (He et al., 2016).

    Raises ValueError where f changes the shape.
    """

    def __call__(self, x):
        """x and what the layers add to it."""
        change = super().__call__(x)
        if change.shape != x.shape:
            raise ValueError(
                f"the layers turn shape {x.shape} into {change.shape}, but x + f(x) "
                "needs the same: give the last layer as many units as x has inputs"
            )
        return x + change
