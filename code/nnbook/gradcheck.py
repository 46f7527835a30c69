"""Backpropagation held against finite differences."""

import numpy as np

from nnbook.tensor import Tensor


def numerical_gradient(f, x, h=1e-5):
    """The gradient of f at x by central differences, (f(x + h) - f(x - h)) / 2h.

    f takes an array of x's shape and returns a number; the result has x's shape. Where
    |x| is above 1 the step is h|x|, or it would drown in x. The error is of order h²
    from the curve and ε/h from rounding (ε = 2e-16 in float64), so that h near
    ε^⅓ = 6e-6 is best.
    """
    x = np.array(x, dtype=float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h * max(1, abs(x[i]))
        difference = np.subtract(f(x + step), f(x - step))
        gradient[i] = difference.item() / (2 * step[i])
    return gradient


def gradcheck(f, *inputs, tolerance=1e-6):
    """Compare what `backward` says of f at the inputs with finite differences.

    f takes as many Tensors as there are inputs (arrays) and returns a Tensor of any
    shape; its entries are weighted at random, so that mistakes cannot cancel. Returns
    the largest error, relative to gradients above 1 and absolute below, and raises
    AssertionError, which names the input and the entry, where it exceeds the tolerance.

    Outputs of size s are rounded by εs, so the step is (εs)^⅓, where that and the curve
    do the same harm, and an error of that order is forgiven: 4e-11 if s is 1, 4e-7 if
    it is a million.
    """
    tensors = [Tensor(np.array(x, dtype=float)) for x in inputs]
    output = f(*tensors)
    if not isinstance(output, Tensor):
        raise TypeError(f"f returned {type(output).__name__}, but must return a Tensor")
    weights = np.random.default_rng(0).uniform(0.5, 1.5, output.shape)
    output.backward(weights)
    start = weights * output.data
    h = np.cbrt(np.finfo(float).eps * np.abs(start).sum(initial=1))
    worst = 0.0
    for number, tensor in enumerate(tensors):
        analytic = np.zeros(tensor.shape) if tensor.grad is None else tensor.grad

        def change(x, number=number):
            arrays = [t.data for t in tensors]
            arrays[number] = x
            return np.sum(weights * f(*map(Tensor, arrays)).data - start)

        numeric = numerical_gradient(change, tensor.data, h)
        error = np.abs(analytic - numeric) / np.maximum(1, np.abs(numeric))
        if not error.size:
            continue
        place = np.unravel_index(error.argmax(), error.shape)
        if not error[place] <= tolerance + 3 * h**2:
            raise AssertionError(
                f"input {number} at {list(map(int, place))}: backward gives "
                f"{analytic[place]:.6g}, finite differences give {numeric[place]:.6g}"
            )
        worst = max(worst, error[place])
    return worst
