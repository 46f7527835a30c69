"""Arrays that remember how they were made, and the way back along that record."""

import functools
import operator

import numpy as np

from nnbook import ops


def record(op, *operands, **options):
    """Run an op of `nnbook.ops` and put the result on the tape.

    Operands are Tensors, which get gradients, and arrays or numbers, which are
    constants. Returns a Tensor, or a plain array where no operand is a Tensor. Raises
    ValueError where the op does not return a rule for each operand, TypeError where an
    operand is not made of real numbers.
    """
    arrays, dtype, constants = [], None, False
    for x in operands:
        if isinstance(x, Tensor):
            arrays.append(x._data)
            dtype = x._data.dtype if dtype is None else dtype
        else:
            arrays.append(x)
            constants = True
    if constants:  # they take the dtype of the first Tensor, which may come after them
        pairs = zip(operands, arrays, strict=True)
        arrays = [a if isinstance(x, Tensor) else _constant(a, dtype) for x, a in pairs]
    value, *rules = op(*arrays, **options)
    if len(rules) != len(operands):
        raise ValueError(
            f"{op.__name__} returned {len(rules)} rules for {len(operands)} operands; "
            "an op returns its value and then one rule for each operand"
        )
    if dtype is None:
        return value
    edges = zip(operands, rules, strict=True)
    if constants:
        edges = [pair for pair in edges if isinstance(pair[0], Tensor)]
    return Tensor(_frozen(np.asarray(value)), op.__name__, tuple(edges))


def recorded(op):
    """Make an op of `nnbook.ops` a function, or a method, of Tensors."""

    @functools.wraps(op)
    def run(*operands, **options):
        return record(op, *operands, **options)

    return run


def _operator(op):
    return lambda left, right: record(op, left, right)


def _reflected(op):
    # For `array - tensor`, where Python asks the tensor with the operands swapped.
    return lambda right, left: record(op, left, right)


def _compared(compare):
    # True and False have no slope: what comes of a comparison is a plain array.
    return lambda a, b: compare(a.data, b.data if isinstance(b, Tensor) else b)


class Tensor:
    """An array of floats, where it comes from, and the gradient that has reached it.

    `data` is the array. It is read-only, for the way back needs the numbers that were
    there: put another array in its place, `p.data = p.data - step`. An array that
    others can write to is copied, and integers become float64. `grad` is None until a
    `backward` reaches this tensor, then an array of its shape and its own, to which
    each further `backward` adds. `op` names the op that made it ("input" if none did),
    and `edges` holds a pair (parent, rule) for every Tensor it was made from.

    Arithmetic works as with arrays, broadcasting included, and mixes with them: what is
    a plain array or number is a constant. So do the functions of numpy in `UFUNCS` and
    `FUNCTIONS`; the others would lose the tape, and raise a TypeError that says what to
    write. A comparison gives a plain array of bools.
    """

    __slots__ = ("_data", "_grad", "_grad_is_own", "edges", "op")

    def __init__(self, data, op="input", edges=()):
        self._data = _floats(data)
        self._grad, self._grad_is_own = None, True
        self.op = op
        self.edges = edges

    @property
    def data(self):
        """The array, read-only; another in its place has the same shape."""
        return self._data

    @data.setter
    def data(self, data):
        data = _floats(data)
        if data.shape != self.shape:
            raise ValueError(f"data has shape {data.shape}, this Tensor {self.shape}")
        self._data = data

    @property
    def grad(self):
        """The gradient; what others may hold as well is copied when it is asked for."""
        if not self._grad_is_own:
            self._grad, self._grad_is_own = self._grad.copy(), True
        return self._grad

    @grad.setter
    def grad(self, gradient):
        if gradient is not None and gradient is not self._grad:
            gradient = np.array(gradient, self._data.dtype)
            if gradient.shape != self.shape:
                raise ValueError(
                    f"grad has shape {gradient.shape}, this Tensor {self.shape}"
                )
        self._grad, self._grad_is_own = gradient, True

    def tape(self):
        """All tensors that this one depends on, each after its parents, itself last."""
        order, found, waiting = [], set(), [self]
        while waiting:
            tensor = waiting.pop()
            if tensor is None:  # the parents of the one before are in order
                order.append(waiting.pop())
            elif tensor not in found:
                found.add(tensor)
                waiting += (tensor, None)
                waiting += [parent for parent, _ in tensor.edges]
        return order

    def backward(self, gradient=None):
        """Add to the `grad` of every tensor on the tape the gradient of this one.

        On the tape a tensor stands after its parents, so going back has every gradient
        complete before it is passed on. `gradient` is the one that flows in, of this
        tensor's shape; it can be left out (1) where this is one number. Raises
        ValueError for another shape, where it is missing, or where a rule returns what
        has not its operand's shape.
        """
        gradients, sums = {self: self._seed(gradient)}, set()
        for tensor in reversed(self.tape()):
            g = _frozen(gradients.pop(tensor))
            total = g if tensor._grad is None else np.asarray(tensor._grad + g)
            tensor._grad, tensor._grad_is_own = total, False
            for parent, rule in tensor.edges:
                downstream = unbroadcast(rule(g), parent, tensor.op)
                if parent not in gradients:
                    gradients[parent] = downstream
                elif parent not in sums:  # it is used more than once: they add up
                    gradients[parent] = np.asarray(gradients[parent] + downstream)
                    sums.add(parent)
                else:  # the sum is ours alone
                    np.add(gradients[parent], downstream, out=gradients[parent])

    def _seed(self, gradient):
        if gradient is None:
            if self.data.size != 1:
                raise ValueError(
                    f"backward() starts from one number, but this has shape "
                    f"{self.shape}; take .sum() or .mean() of it first, or pass the "
                    "gradient that flows into it, an array of this shape"
                )
            return np.ones_like(self.data)
        gradient = np.array(gradient, self.data.dtype)
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
        return self._data.shape

    def item(self):
        """The one number in this tensor as a Python float; TypeError for several."""
        if self._data.size != 1:
            raise TypeError(
                f"this Tensor has shape {self.shape} and is not one number: take "
                ".sum() or .mean() of it, or one entry; as a condition, (x > 0).all()"
            )
        return self._data.item()

    def __float__(self):
        return self.item()

    def __bool__(self):
        return bool(self.item())

    def __format__(self, spec):
        return format(self.item(), spec) if spec else str(self)

    def __len__(self):
        if not self.shape:
            raise TypeError("a Tensor of shape () has no length and no entries")
        return len(self._data)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __repr__(self):
        """The data as torch prints them, and the op."""
        kind = type(self).__name__
        data = np.array2string(self.data, separator=", ", prefix=f"{kind}(")
        return f"{kind}({data}, op={self.op!r})" if self.edges else f"{kind}({data})"

    def __getstate__(self):
        return self._data, self.grad, self.op, self.edges

    def __setstate__(self, state):
        data, grad, op, edges = state
        Tensor.__init__(self, data, op, edges)
        self.grad = grad

    __add__ = __radd__ = _operator(ops.add)
    __sub__, __rsub__ = _operator(ops.sub), _reflected(ops.sub)
    __mul__ = __rmul__ = _operator(ops.mul)
    __truediv__, __rtruediv__ = _operator(ops.div), _reflected(ops.div)
    __pow__, __rpow__ = _operator(ops.power), _reflected(ops.power)
    __matmul__, __rmatmul__ = _operator(ops.matmul), _reflected(ops.matmul)
    __neg__ = recorded(ops.neg)
    __abs__ = abs = recorded(ops.abs)
    exp = recorded(ops.exp)
    log = recorded(ops.log)
    maximum = recorded(ops.maximum)

    __lt__, __le__ = _compared(operator.lt), _compared(operator.le)
    __gt__, __ge__ = _compared(operator.gt), _compared(operator.ge)
    __eq__, __ne__ = _compared(operator.eq), _compared(operator.ne)
    __hash__ = object.__hash__  # each tensor is itself on the tape, whatever is in it

    def sum(self, axis=None, keepdims=False):
        """The sum over all axes or the given ones."""
        return record(ops.sum, self, axis=axis, keepdims=keepdims)

    def mean(self, axis=None, keepdims=False):
        """The mean over all axes or the given ones."""
        return record(ops.mean, self, axis=axis, keepdims=keepdims)

    def max(self, axis=None, keepdims=False):
        """The largest number over all axes or the given ones."""
        return record(ops.max, self, axis=axis, keepdims=keepdims)

    def min(self, axis=None, keepdims=False):
        """The smallest number over all axes or the given ones."""
        return record(ops.min, self, axis=axis, keepdims=keepdims)

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

    def __array_ufunc__(self, ufunc, method, *operands, **options):
        """Numpy asks this for np.exp(x), and for `array @ x` as well."""
        if method == "__call__" and not options:
            if ufunc in UFUNCS:
                return record(UFUNCS[ufunc], *operands)
            if ufunc in COMPARISONS:
                return ufunc(
                    *[x.data if isinstance(x, Tensor) else x for x in operands]
                )
        raise _lost(ufunc)

    def __array_function__(self, function, types, arguments, options):
        """Numpy asks this for np.where(condition, x, 0)."""
        if function in FUNCTIONS:
            return FUNCTIONS[function](*arguments, **options)
        raise _lost(function)

    def __array__(self, dtype=None, copy=None):
        raise _lost(np.array)


UFUNCS = {
    np.add: ops.add,
    np.subtract: ops.sub,
    np.multiply: ops.mul,
    np.divide: ops.div,
    np.power: ops.power,
    np.matmul: ops.matmul,
    np.negative: ops.neg,
    np.absolute: ops.abs,
    np.exp: ops.exp,
    np.log: ops.log,
    np.maximum: ops.maximum,
}
COMPARISONS = {
    np.less,
    np.less_equal,
    np.greater,
    np.greater_equal,
    np.equal,
    np.not_equal,
}
FUNCTIONS = {
    np.sum: Tensor.sum,
    np.mean: Tensor.mean,
    np.max: Tensor.max,
    np.min: Tensor.min,
    np.where: recorded(ops.where),
    np.concatenate: lambda xs, axis=0: record(ops.concatenate, *xs, axis=axis),
    np.stack: lambda xs, axis=0: record(ops.stack, *xs, axis=axis),
}


def _lost(function):
    """The error for a function of numpy that does not know of tapes."""
    name = function.__name__
    module = (getattr(function, "__module__", None) or "numpy").replace("numpy", "np")
    instead = {"dot": "a @ b", "array": "np.stack of Tensors, or x.data"}
    if function in UFUNCS:  # y += x of an array y, np.add.reduce(x)
        instead[name] = "y = y + x in place of y += x, or x.sum()"
    write = instead.get(name) or (
        f"x.{name}(...)" if hasattr(Tensor, name) else f"{module}.{name}(x.data)"
    )
    return TypeError(
        f"{module}.{name} of a Tensor would lose the tape, and all gradients; write "
        f"{write}: x.data is the plain array, a constant"
    )


def unbroadcast(gradient, tensor, op="an op"):
    """Sum a gradient over the axes along which broadcasting stretched the tensor.

    One number that met n others was used n times, and its gradients add up. Returns an
    array of the tensor's shape and dtype; raises ValueError, with the op's name, where
    the gradient has not this shape, stretched or not.
    """
    data = tensor._data
    gradient, shape = np.asarray(gradient), data.shape
    if gradient.dtype is data.dtype and gradient.shape == shape:
        return gradient
    if gradient.shape != shape:
        new = gradient.ndim - len(shape)
        stretched = zip(shape, gradient.shape[max(new, 0) :], strict=True)
        if new < 0 or any(n not in (1, m) for n, m in stretched):
            raise ValueError(
                f"a rule of {op} returned a gradient of shape {gradient.shape} for an "
                f"operand of shape {shape}; it must have this shape, or the one to "
                "which broadcasting has stretched it"
            )
        ones = [new + axis for axis, size in enumerate(shape) if size == 1]
        gradient = gradient.sum(axis=(*range(new), *ones)).reshape(shape)
    if gradient.dtype.kind not in "biuf":
        raise TypeError(f"a rule of {op} returned {gradient.dtype}, not real numbers")
    return np.asarray(gradient, data.dtype)


def _constant(x, dtype):
    if type(x) is float:  # nearly always: y * 0.5
        return np.array(x, dtype)
    array = _plain(x)
    if array.dtype.kind not in "biuf":
        raise _no_numbers(array)
    if dtype is None:
        return array
    if isinstance(x, np.ndarray):
        # On the tape it must stay what it was, whatever becomes of the array.
        return array.copy() if array.flags.writeable else array
    # Python's numbers and lists take the tensor's precision, as torch does it.
    return array.astype(dtype)


def _floats(data):
    """The data as an array of floats to which nobody can write: itself, or a copy."""
    kept = type(data) is np.ndarray and data.flags.owndata
    if kept and not data.flags.writeable and data.dtype.kind == "f":
        return data
    array = _plain(data)
    if array.dtype.kind != "f":
        if array.dtype.kind not in "biu":
            raise _no_numbers(array)
        return _frozen(array.astype(float))
    owner = array if array.base is None else array.base
    if array.flags.writeable or not isinstance(owner, np.ndarray):
        return _frozen(array.copy())
    return _frozen(array.copy()) if owner.flags.writeable else array


def _plain(data):
    if isinstance(data, np.ma.MaskedArray):
        raise TypeError("a Tensor has no mask: write array.filled(...) of this one")
    return np.asarray(data)


def _frozen(array):
    array.setflags(write=False)
    return array


def _no_numbers(array):
    return TypeError(
        f"a Tensor holds real numbers, not {array.dtype}: pass a number, an array of "
        "numbers, or lists of them with rows of one length"
    )
