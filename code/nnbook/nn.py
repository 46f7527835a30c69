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


class Parameter(Tensor):
    """A Tensor that is trained; other Tensors that a module keeps are its business."""

    __slots__ = ()


class Module:
    """A part of a network: it holds Parameters and other parts.

    They are its attributes, or stand in lists, tuples and dicts that are, however
    nested. `training` is True until `eval` says that the network is in use.
    """

    training = True

    def named_parts(self):
        """Pairs of a name, "layers.0.W", and a Parameter or Module; each part once.

        The module itself comes first, and its name is "".
        """
        found, waiting = set(), [("", self)]
        while waiting:
            name, part = waiting.pop()
            if isinstance(part, Parameter | Module):
                if part in found:
                    continue
                found.add(part)
                yield name, part
            inside = _inside(part).items()
            named = [(f"{name}.{key}".strip("."), child) for key, child in inside]
            waiting += reversed(named)

    def named_parameters(self):
        """A dict from the name of each Parameter to the Parameter."""
        return {n: p for n, p in self.named_parts() if isinstance(p, Parameter)}

    def parameters(self):
        """The list of all Parameters in this module and its parts."""
        return [p for _, p in self.named_parts() if isinstance(p, Parameter)]

    def train(self, training=True):
        """Say that the network is being trained: `Dropout` drops. Returns it."""
        for _, part in self.named_parts():
            if isinstance(part, Module):
                part.training = training
        return self

    def eval(self):
        """Say that the network is in use: `Dropout` does nothing. Returns it."""
        return self.train(False)

    def state(self):
        """A dict from names to arrays, for np.savez(file, **network.state())."""
        return {name: p.data for name, p in self.named_parameters().items()}

    def load_state(self, state):
        """Put the arrays of a `state` in their places.

        Raises ValueError, and changes nothing, where a name is missing or unknown or an
        array has another shape.
        """
        parameters = self.named_parameters()
        here = {name: p.shape for name, p in parameters.items()}
        there = {name: np.shape(state[name]) for name in state}
        wrong = [
            f"{name} is {there.get(name, 'missing')} there and "
            f"{here.get(name, 'unknown')} here"
            for name in {**here, **there}
            if here.get(name) != there.get(name)
        ]
        if wrong:
            raise ValueError("the state is not this network's: " + "; ".join(wrong))
        for name, p in parameters.items():
            p.data = np.asarray(state[name], p.data.dtype)

    def __repr__(self):
        """A line a part: the shape of a Parameter, class and settings of a Module."""
        lines = []
        for name, part in self.named_parts():
            if isinstance(part, Parameter):
                lines.append(f"  {name}: {part.shape}")
            else:
                settings = vars(part).items()
                shown = [
                    f"{k}={v!r}"
                    for k, v in settings
                    if isinstance(v, str | float | int)
                ]
                label = f"{type(part).__name__}({', '.join(shown)})"
                lines.append(f"  {name}: {label}" if name else label)
        return "\n".join(lines)


def _inside(part):
    if isinstance(part, Module):
        return vars(part)
    if isinstance(part, dict):
        return part
    if isinstance(part, set) and any(isinstance(p, Parameter | Module) for p in part):
        raise TypeError("what is in a set has no order, so no name: put it in a list")
    return dict(enumerate(part)) if isinstance(part, list | tuple) else {}


class Linear(Module):
    """x Wᵀ + b, with W of shape (fan_out, fan_in) and b of shape (fan_out,).

    `init` is one of `nnbook.initializers`, drawn from the numpy generator `rng`; b
    starts at 0.
    """

    def __init__(self, fan_in, fan_out, rng, init=he_normal):
        self.W = Parameter(init((fan_out, fan_in), rng))
        self.b = Parameter(np.zeros(fan_out))

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


class Dropout(Module):
    """In training a share p of the numbers is 0, and the others grow by 1/(1 - p).

    Which ones is drawn anew for each call, from the numpy generator `rng`, and their
    mean stays what it was. After `eval` nothing happens (Srivastava et al., 2014).
    """

    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError(
                f"p is the share that is dropped, from 0 to below 1, not {p}"
            )
        self.p = p
        self.rng = rng

    def __call__(self, x):
        """From any shape to the same one."""
        if not self.training:
            return x
        return x * (self.rng.random(x.shape) >= self.p) * (1 / (1 - self.p))


class LayerNorm(Module):
    """Each example with mean 0 and variance 1, then scaled and shifted.

    Gain and bias are learned, one number of each for each of the n inputs (Ba, Kiros &
    Hinton, 2016). Made of plain arithmetic: the tape finds the gradient.
    """

    def __init__(self, n, eps=1e-5):
        self.gain = Parameter(np.ones(n))
        self.bias = Parameter(np.zeros(n))
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
