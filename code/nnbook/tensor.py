"""Arrays that remember how they were made, and the way back along that record."""

import functools
import itertools

import numpy as np

from nnbook import ops


def record(op, *operands, **options):
    """Run an op of `nnbook.ops` and put the result on the tape.

    Operands are Tensors, which get gradients, and arrays or numbers, which are
    constants. Returns a Tensor, or a plain array where no operand is a Tensor. Raises
    ValueError where the op does not return a rule for each operand.
    """
    dtype = next((x.data.dtype for x in operands if isinstance(x, Tensor)), None)
    arrays = [_array(x, dtype) for x in operands]
    value, *rules = op(*arrays, **options)
    if len(rules) != len(operands):
        raise ValueError(
            f"{op.__name__} returned {len(rules)} rules for {len(operands)} operands; "
            "an op returns its value and then one rule for each operand"
        )
    pairs = zip(operands, rules, strict=True)
    edges = [(x, rule) for x, rule in pairs if isinstance(x, Tensor)]
    return Tensor(value, op.__name__, edges) if edges else value


def recorded(op):
    """Make an op of `nnbook.ops` a function, or a method, of Tensors."""

    @functools.wraps(op)
    def run(*operands, **options):
        return record(op, *operands, **options)

    return run


def _reflected(op):
    # For `array - tensor`, where Python asks the tensor with the operands swapped.
    return lambda right, left: record(op, left, right)


class Tensor:
    """An array of floats, where it comes from, and the gradient that has reached it.

    `data` is the array; it is not copied, and integers become float64. `grad` is None
    until a `backward` reaches this tensor, then an array of the same shape, to which
    each further `backward` adds; put another in its place rather than write into it,
    for tensors may share it. `op` names the op that made it ("input" if none did), and
    `edges` holds a pair (parent, rule) for every Tensor it was made from.

    Arithmetic works as with arrays, broadcasting included, and mixes with them: what is
    a plain array or number is a constant.
    """

    __array_ufunc__ = None  # so that `array @ tensor` is the tensor's to answer
    _serials = itertools.count()

    def __init__(self, data, op="input", edges=()):
        data = np.asarray(data)
        self.data = data if data.dtype.kind == "f" else data.astype(float)
        self.grad = None
        self.op = op
        self.edges = edges
        self._serial = next(Tensor._serials)

    def tape(self):
        """All tensors that this one depends on, and itself, in the order of making."""
        found, waiting = {self}, [self]
        while waiting:
            for parent, _ in waiting.pop().edges:
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return sorted(found, key=lambda tensor: tensor._serial)

    def backward(self, gradient=None):
        """Add to the `grad` of every tensor on the tape the gradient of this one.

        A tensor is made after its parents, so going back in the order of making has
        every gradient complete before it is passed on. `gradient` is the one that flows
        in, of this tensor's shape; it can be left out (1) where this is one number.
        Raises ValueError for another shape, or where it is missing.
        """
        gradients = {self: self._seed(gradient)}
        for tensor in reversed(self.tape()):
            g = gradients.pop(tensor)
            tensor.grad = np.asarray(g if tensor.grad is None else tensor.grad + g)
            for parent, rule in tensor.edges:
                downstream = unbroadcast(rule(g), parent)
                if parent in gradients:  # it is used more than once: gradients add up
                    downstream = gradients[parent] + downstream
                gradients[parent] = downstream

    def _seed(self, gradient):
        if gradient is None:
            if self.data.size != 1:
                raise ValueError(
                    f"backward() starts from one number, but this has shape "
                    f"{self.shape}; take .sum() or .mean() of it first, or pass the "
                    "gradient that flows into it, an array of this shape"
                )
            return np.ones_like(self.data)
        gradient = np.asarray(gradient, self.data.dtype)
        if gradient.shape != self.shape:
            raise ValueError(
                f"the gradient that flows in has shape {gradient.shape}, but must have "
                f"the tensor's, {self.shape}"
            )
        return gradient

    def first_nonfinite(self):
        """The first tensor on the tape with a NaN or an infinity in it, or None.

        Its `op` is the one that made them, from its `edges`; "input" if they came in.
        """
        broken = (t for t in self.tape() if not np.isfinite(t.data).all())
        return next(broken, None)

    @property
    def shape(self):
        """The shape of `data`."""
        return self.data.shape

    def item(self):
        """The one number in this tensor as a Python float."""
        return self.data.item()

    def __repr__(self):
        """The data as torch prints them, and the op."""
        data = np.array2string(self.data, separator=", ", prefix="Tensor(")
        return f"Tensor({data}, op={self.op!r})" if self.edges else f"Tensor({data})"

    __add__ = __radd__ = recorded(ops.add)
    __sub__, __rsub__ = recorded(ops.sub), _reflected(ops.sub)
    __mul__ = __rmul__ = recorded(ops.mul)
    __truediv__, __rtruediv__ = recorded(ops.div), _reflected(ops.div)
    __pow__, __rpow__ = recorded(ops.power), _reflected(ops.power)
    __matmul__, __rmatmul__ = recorded(ops.matmul), _reflected(ops.matmul)
    __neg__ = recorded(ops.neg)
    exp = recorded(ops.exp)
    log = recorded(ops.log)
    maximum = recorded(ops.maximum)

    def sum(self, axis=None, keepdims=False):
        """The sum over all axes or the given ones."""
        return record(ops.sum, self, axis=axis, keepdims=keepdims)

    def mean(self, axis=None, keepdims=False):
        """The mean over all axes or the given ones."""
        return record(ops.mean, self, axis=axis, keepdims=keepdims)

    def max(self, axis=None, keepdims=False):
        """The largest number over all axes or the given ones."""
        return record(ops.max, self, axis=axis, keepdims=keepdims)

    def reshape(self, *shape):
        """The same numbers in another shape: reshape(2, -1)."""
        return record(ops.reshape, self, shape=shape)

    def transpose(self, *axes):
        """The axes in another order, transpose(0, 2, 1), or reversed."""
        return record(ops.transpose, self, axes=axes or None)

    @property
    def T(self):
        """The axes reversed: of a matrix, its transpose."""
        return self.transpose()

    def __getitem__(self, index):
        """An entry, slice or selection, as in numpy."""
        return record(ops.getitem, self, index=index)


def unbroadcast(gradient, tensor):
    """Sum a gradient over the axes along which broadcasting stretched the tensor.

    One number that met n others was used n times, and its gradients add up. Returns an
    array of the tensor's shape and dtype.
    """
    if gradient.shape != tensor.shape:
        new = gradient.ndim - len(tensor.shape)
        ones = [new + axis for axis, size in enumerate(tensor.shape) if size == 1]
        gradient = gradient.sum(axis=(*range(new), *ones)).reshape(tensor.shape)
    return gradient.astype(tensor.data.dtype, copy=False)


def _array(operand, dtype):
    if isinstance(operand, Tensor):
        return operand.data
    # Python's numbers and lists take the tensor's precision, as torch does it.
    return operand if isinstance(operand, np.ndarray) else np.asarray(operand, dtype)
