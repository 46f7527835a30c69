"""The operations of the engine: each one's way forward and way back, side by side.

An op takes arrays, its operands, and returns its value and then a rule for each of
them. A rule takes the gradient of the loss with respect to the value (upstream) and
returns the one with respect to its operand (downstream): upstream times local
derivative. Where broadcasting has stretched an operand, its rule returns the stretched
shape, and the tape (`nnbook.tensor`) sums it back.

Operands are positional, options such as `axis` are keywords. Shapes that do not fit
raise numpy's ValueError.
"""

import numpy as np

from nnbook.activations import ACTIVATIONS, logistic


def add(a, b):
    """a + b: both operands get the upstream gradient."""
    return a + b, _upstream, _upstream


def sub(a, b):
    """a - b: the second operand gets the upstream gradient negated."""
    return a - b, lambda g: g, lambda g: -g


def neg(a):
    """-a."""
    return -a, lambda g: -g


def mul(a, b):
    """a · b, element by element: each operand's local derivative is the other."""
    return a * b, lambda g: g * b, lambda g: g * a


def div(a, b):
    """a / b: 1/b for the dividend, -a/b² for the divisor."""
    y = a / b
    return y, lambda g: g / b, lambda g: -g * y / b


def power(a, p):
    """a to the power p. The rule for p holds where a > 0, and is 0 for 0 to a power.

    0 to the power 0 is 1 for every a nearby: its slope towards a is 0, not 0 · 1/0.
    """
    y = a**p

    def to_a(g):
        return g * p * a ** np.where(p == 0, 0, p - 1)

    def to_p(g):
        flat = (a == 0) & (p >= 0)
        return np.where(flat, 0, g * y * np.log(np.where(flat, 1, a)))

    return y, to_a, to_p


def exp(a):
    """e to the power a, its own derivative."""
    y = np.exp(a)
    return y, lambda g: g * y


def log(a):
    """The natural logarithm, with derivative 1/a."""
    return np.log(a), lambda g: g / a


def abs(a):
    """|a|: the gradient with the sign of a, and 0 at the kink."""
    return np.abs(a), lambda g: g * (a > 0) - g * (a < 0)


def maximum(a, b):
    """The larger of a and b, element by element; where they tie, each gets half."""

    def rule(g, mine, other):
        return np.where(mine == other, g / 2, np.where(mine < other, 0, g))

    return np.maximum(a, b), lambda g: rule(g, a, b), lambda g: rule(g, b, a)


def matmul(a, b):
    """a @ b: G Bᵀ and Aᵀ G, the only products of these whose shapes fit.

    Stacks of matrices broadcast, and a vector stands for a row on the left and for a
    column on the right, as in numpy.
    """
    if b.ndim == 1:
        y, to_a, to_b = matmul(a, b[:, None])
        column = (..., None)
        return y[..., 0], lambda g: to_a(g[column]), lambda g: to_b(g[column])[..., 0]
    if a.ndim == 1:
        y, to_a, to_b = matmul(a[None, :], b)
        row = (..., None, slice(None))
        return y[..., 0, :], lambda g: to_a(g[row]), lambda g: to_b(g[row])
    return a @ b, lambda g: g @ _transposed(b), lambda g: _transposed(a) @ g


def linear(x, w, b):
    """x Wᵀ + b, a layer's net input, for x of shape (..., n, fan_in).

    w has shape (fan_out, fan_in), b (fan_out,), and the value (..., n, fan_out). The
    transpose is there because an example is a row; for one column x it is W x + b.
    """
    return x @ w.T + b, lambda g: g @ w, lambda g: _transposed(g) @ x, lambda g: g


def sum(a, *, axis=None, keepdims=False):
    """The sum over all axes or the given ones: each summand gets the gradient."""
    kept = a.sum(axis, keepdims=True)
    y = kept if keepdims else kept.squeeze(axis)
    return y, lambda g: np.broadcast_to(g.reshape(kept.shape), a.shape)


def mean(a, *, axis=None, keepdims=False):
    """The mean over all axes or the given ones.

    Raises ValueError for the mean of no numbers.
    """
    total, rule = sum(a, axis=axis, keepdims=keepdims)
    if total.size > a.size:
        raise ValueError(f"an array of shape {a.shape} has no numbers to average")
    n = a.size // (total.size or 1)
    return total / n, lambda g: rule(g / n)


def max(a, *, axis=None, keepdims=False):
    """The largest number over all axes or the given ones; ties share the gradient.

    Raises ValueError for the maximum of no numbers.
    """
    kept = a.max(axis, keepdims=True)
    y = kept if keepdims else kept.squeeze(axis)

    def rule(g):
        largest = a == kept
        ties = largest.sum(axis, keepdims=True, dtype=a.dtype)
        return g.reshape(kept.shape) * largest / ties

    return y, rule


def min(a, *, axis=None, keepdims=False):
    """The smallest number: -max(-a), where two signs cancel on the way back."""
    y, rule = max(-a, axis=axis, keepdims=keepdims)
    return -y, rule


def where(condition, a, b):
    """a where the condition holds, else b: each gets the gradient where it was taken.

    The condition is not 0 where it holds, and gets no gradient.
    """
    y = np.where(condition, a, b)
    return (
        y,
        lambda g: np.zeros_like(g),
        lambda g: np.where(condition, g, 0),
        lambda g: np.where(condition, 0, g),
    )


def concatenate(*arrays, axis=0):
    """The arrays one after the other along an axis: each gets its part back."""
    ends = np.cumsum([a.shape[axis] for a in arrays])[:-1]
    parts = [lambda g, i=i: np.split(g, ends, axis)[i] for i in range(len(arrays))]
    return np.concatenate(arrays, axis), *parts


def stack(*arrays, axis=0):
    """The arrays, of one shape, along a new axis: each gets its slice back."""
    parts = [lambda g, i=i: np.take(g, i, axis) for i in range(len(arrays))]
    return np.stack(arrays, axis), *parts


def getitem(a, *, index):
    """a[index]: the gradient goes back to where the numbers came from.

    An entry that is taken twice gets both gradients.
    """
    parts = index if isinstance(index, tuple) else (index,)
    index = tuple(np.array(i) if isinstance(i, np.ndarray) else i for i in parts)

    def rule(g):
        spread = np.zeros_like(a)
        np.add.at(spread, index, g)
        return spread

    return a[index], rule


def reshape(a, *, shape):
    """The same numbers in another shape."""
    return a.reshape(shape), lambda g: g.reshape(a.shape)


def transpose(a, *, axes=None):
    """The axes in another order, reversed if none is given."""
    # argsort inverts a permutation, but one that is counted from the front.
    back = None if axes is None else np.argsort([axis % a.ndim for axis in axes])
    return a.transpose(axes), lambda g: g.transpose(back)


def logsumexp(a, *, axis=-1, keepdims=False):
    """log Σ exp(a) along an axis; its gradient is softmax(a).

    The largest number is taken out first, so that no exponent is positive; an infinity
    stays in, for inf - inf is no number.
    """
    top = a.max(axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    with np.errstate(over="ignore", divide="ignore"):
        e = np.exp(a - top)
        total = e.sum(axis, keepdims=True)
        kept = top + np.log(total)
    y = kept if keepdims else kept.squeeze(axis)
    return y, lambda g: g.reshape(kept.shape) * e / total


def softmax(a, *, axis=-1):
    """exp(a) / Σ exp(a) along an axis, with the largest number taken out first."""
    e = np.exp(a - a.max(axis, keepdims=True))
    p = e / e.sum(axis, keepdims=True)
    return p, lambda g: p * (g - (g * p).sum(axis, keepdims=True))


def softmax_cross_entropy(z, t):
    """The mean over the examples of -Σ t log softmax(z); its gradient is (p - t)/n.

    z and t have shape (n, classes); each row of t holds probabilities, a single 1 where
    the class is known. Computed from z, not from p, so that no logarithm of 0 arises.
    Raises ValueError where t does not fit z or is not made of probabilities.
    """
    fits = t.shape == z.shape and z.size > 0 and t.min() >= 0
    if not (fits and np.allclose(t.sum(-1), 1)):
        raise ValueError(
            f"t has shape {t.shape} and z has shape {z.shape}, but t must have z's "
            "shape, and hold probabilities in rows that sum to 1; labels become such "
            "rows by np.eye(classes)[labels]"
        )
    n = z.size // z.shape[-1]
    log_p = z - logsumexp(z, keepdims=True)[0]
    loss = -(t * log_p).sum() / n
    return loss, lambda g: g * (np.exp(log_p) - t) / n, lambda g: -g * log_p / n


def logistic_cross_entropy(z, t):
    """The mean of -t log σ(z) - (1 - t) log(1 - σ(z)); its gradient is (σ(z) - t)/n.

    z and t have the same shape, t is in [0, 1]. Computed from z as
    max(z, 0) - tz + log(1 + exp(-|z|)), which neither overflows nor takes log 0.
    Raises ValueError where the shapes differ or t is not in [0, 1].
    """
    if t.shape != z.shape or z.size == 0:
        raise ValueError(
            f"t has shape {t.shape} and z has shape {z.shape}, but there must be one "
            "target for each net input, and at least one"
        )
    if not (t.min() >= 0 and t.max() <= 1):
        raise ValueError(
            f"t has numbers from {t.min()} to {t.max()}, but a target is a probability "
            "from 0 to 1"
        )
    loss = (np.maximum(z, 0) - t * z + np.log1p(np.exp(-np.abs(z)))).mean()
    return loss, lambda g: g * (logistic(z) - t) / z.size, lambda g: -g * z / z.size


def _pointwise(activation):
    """The op of an activation function: its derivative is all that the rule needs."""

    def op(z, **options):
        if activation.both and z.dtype.kind == "f":
            y, slope = activation.both(z, **options)
            return y, lambda g: g * slope()
        return activation.f(z, **options), lambda g: g * activation.df(z, **options)

    op.__name__ = activation.name
    return op


ACTIVATION_OPS = {name: _pointwise(a) for name, a in ACTIVATIONS.items()}


def _transposed(a):
    return np.swapaxes(a, -1, -2)


def _upstream(g):
    return g
