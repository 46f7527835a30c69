"""Optimizers: what to do with the gradients that `Tensor.backward` has left.

They replace a parameter's data and never write into it, so that what is on a tape stays
as it was.
"""

import math

import numpy as np

from nnbook.tensor import Tensor


class Optimizer:
    """Parameters and a learning rate; each optimizer says in which `direction` to go.

    `parameters` are Tensors; those without a gradient stay where they are. Raises
    TypeError or ValueError where they are something else, or none, or lr is negative.
    """

    def __init__(self, parameters, lr):
        if not lr >= 0:
            raise ValueError(f"a learning rate is 0 or more, but lr is {lr}")
        self.parameters = _different(parameters)
        self.lr = lr

    def zero_grad(self):
        """Forget the gradients; without this the next `backward` adds to them."""
        for p in self.parameters:
            p.grad = None

    def step(self):
        """Move every parameter that has a gradient."""
        for i, p in enumerate(self.parameters):
            if p.grad is not None:
                moved = p.data - self.lr * self.direction(i, p.grad)
                moved = np.asarray(moved, p.data.dtype)
                moved.flags.writeable = False  # so that it is not copied
                p.data = moved


def batches(*arrays, size, rng):
    """Go once through examples in random order, `size` rows of each array at a time.

    The arrays have an example a row and as many rows as each other; the last batch has
    what is left. `rng` is a numpy generator, so that its seed repeats the order. Yields
    a tuple with the rows of each array. Raises ValueError for arrays of other lengths.
    """
    lengths = {len(a) for a in arrays}
    if len(lengths) != 1 or size < 1:
        raise ValueError(
            f"the arrays have {sorted(lengths)} rows and size is {size}: all must have "
            "as many rows, and a batch at least one"
        )
    order = rng.permutation(lengths.pop())
    starts = range(0, len(order), size)
    return (tuple(a[order[i : i + size]] for a in arrays) for i in starts)


class SGD(Optimizer):
    """p ← p - lr · v with v ← momentum · v + gradient (Polyak, 1964).

    The form of torch: the learning rate is outside the velocity v.
    """

    def __init__(self, parameters, lr, momentum=0.0):
        super().__init__(parameters, lr)
        self.momentum = momentum
        self.velocities = [0.0] * len(self.parameters)

    def direction(self, i, gradient):
        """The velocity of parameter number i after this gradient."""
        if self.momentum == 0:
            return gradient
        self.velocities[i] = self.momentum * self.velocities[i] + gradient
        return self.velocities[i]


class Adam(Optimizer):
    """Steps of about lr in each coordinate (Kingma & Ba, 2015, algorithm 1)."""

    def __init__(self, parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(parameters, lr)
        self.betas = betas
        self.eps = eps
        self.moments = [(0, 0.0, 0.0)] * len(self.parameters)

    def direction(self, i, gradient):
        """The bias-corrected mean over the root of the mean square, for number i."""
        beta1, beta2 = self.betas
        t, m, v = self.moments[i]
        t = t + 1
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        self.moments[i] = t, m, v
        return (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + self.eps)


def clip_grad_norm(parameters, max_norm):
    """Scale all gradients together so that their common norm is at most max_norm.

    Returns the norm before (Pascanu, Mikolov & Bengio, 2013, algorithm 1). Raises
    FloatingPointError where that is not finite: scaling cannot mend NaN or infinity.
    """
    if not max_norm >= 0:
        raise ValueError(f"a norm is 0 or more, but max_norm is {max_norm}")
    with_grad = [p for p in _different(parameters) if p.grad is not None]
    norm = math.hypot(*(np.linalg.norm(p.grad) for p in with_grad))
    if not math.isfinite(norm):
        raise FloatingPointError(
            f"the gradients' norm is {norm}, which no scaling can mend; "
            "loss.first_nonfinite() shows whether the forward pass broke already"
        )
    if norm > max_norm:
        for p in with_grad:
            p.grad = p.grad * (max_norm / norm)
    return norm


def _different(parameters):
    found = [] if isinstance(parameters, Tensor) else list(parameters)
    if not found or not all(isinstance(p, Tensor) for p in found):
        raise TypeError(
            f"parameters are a list of at least one Tensor, such as "
            f"network.parameters(), not {parameters!r:.60}; a generator can be gone "
            "through only once"
        )
    if computed := [p.op for p in found if p.edges]:
        raise ValueError(
            f"a parameter is an input, but one of these was made by {computed[0]}: "
            "moving it would not move what it was made from"
        )
    # A layer that stands in a network twice is still one set of parameters.
    return list(dict.fromkeys(found))
