"""Every op beside torch's on numbers nobody would choose.

Both precisions, all shapes that broadcast and sizes of 0, NaN, infinities, zeros of both
signs and ties, arrays that lie in memory backwards or in columns, axes from the end.
"""

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, mutually_broadcastable_shapes

from nnbook import nn
from nnbook.tensor import Tensor

from .torch_twin import TORCH_ACTIVATIONS

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
few = settings(max_examples=60, deadline=None)

odd = st.sampled_from([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0, 2.0])
plain = st.integers(-16, 16).map(lambda n: n / 4)  # so that there are ties
numbers = odd | plain


def in_memory(x, layout):
    """The same numbers in the same shape, but elsewhere."""
    if layout == "columns":
        return np.asfortranarray(x)
    if layout == "backwards":
        return x[..., ::-1].copy()[..., ::-1] if x.ndim else x
    if layout == "gaps":
        return np.repeat(x, 2, axis=-1)[..., ::2] if x.ndim else x
    return x


@st.composite
def inputs(draw, shapes, elements=numbers):
    """One array for each shape, of one precision, each somewhere in memory."""
    dtype = draw(st.sampled_from([np.float32, np.float64]))
    layouts = st.sampled_from(["rows", "columns", "backwards", "gaps"])
    return [
        in_memory(draw(arrays(dtype, shape, elements=elements)), draw(layouts))
        for shape in shapes
    ]


def assert_like_torch(ours, theirs, xs, gradients=True):
    """Values, gradients, shapes and precisions are the same, NaN included."""
    mine = [Tensor(x) for x in xs]
    other = [torch.tensor(x.copy(), requires_grad=True) for x in xs]
    tolerance = 1e-10 if xs[0].dtype == np.float64 else 2e-5
    y, expected = ours(*mine), theirs(*other)
    assert y.shape == tuple(expected.shape)
    assert y.data.dtype == expected.detach().numpy().dtype
    np.testing.assert_allclose(y.data, expected.detach(), tolerance, tolerance)
    if not gradients:
        return
    upstream = np.random.default_rng(0).uniform(0.5, 2, y.shape).astype(y.data.dtype)
    y.backward(upstream)
    expected.backward(torch.tensor(upstream))
    for x, t in zip(mine, other, strict=True):
        assert x.grad.shape == x.shape and x.grad.dtype == x.data.dtype
        np.testing.assert_allclose(x.grad, t.grad, tolerance, tolerance)


BINARY = {
    "add": (lambda a, b: a + b,) * 2,
    "sub": (lambda a, b: a - b,) * 2,
    "mul": (lambda a, b: a * b,) * 2,
    "div": (lambda a, b: a / b,) * 2,
    "maximum": (np.maximum, torch.maximum),
    "where": (
        lambda a, b: np.where(a > b, a, b * 2),
        lambda a, b: torch.where(a > b, a, b * 2),
    ),
}


@pytest.mark.parametrize("name", BINARY)
@few
@given(st.data(), mutually_broadcastable_shapes(num_shapes=2, min_side=0, max_side=3))
def test_two_operands(name, data, shapes):
    xs = data.draw(inputs(shapes.input_shapes))
    assert_like_torch(*BINARY[name], xs)


@few
@given(st.data(), mutually_broadcastable_shapes(num_shapes=2, min_side=0, max_side=3))
def test_powers(data, shapes):
    a, p = data.draw(inputs(shapes.input_shapes, plain))
    assert_like_torch(lambda a, p: a**p, lambda a, p: a**p, [a, p])


UNARY = {
    "neg": (lambda a: -a, torch.neg),
    "abs": (abs, torch.abs),
    "exp": (np.exp, torch.exp),
    "log": (np.log, torch.log),
    "square": (lambda a: a**2,) * 2,
    "power 0": (lambda a: a**0,) * 2,
    "power 1": (lambda a: a**1,) * 2,
    "root": (lambda a: a**0.5,) * 2,
    "0 to it": (lambda a: 0.0**a,) * 2,
    "reshape": (lambda a: a.reshape(-1),) * 2,
    "T": (lambda a: a.T, lambda a: a.permute(tuple(range(a.ndim))[::-1])),
}


ELEMENTS = {
    "0 to it": plain,
    "root": st.sampled_from([0.0, 0.25, 1.0, 9.0, np.inf, np.nan]),
}


@pytest.mark.parametrize("name", UNARY)
@few
@given(st.data(), array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))
def test_one_operand(name, data, shape):
    xs = data.draw(inputs([shape], ELEMENTS.get(name, numbers)))
    assert_like_torch(*UNARY[name], xs)


@pytest.mark.parametrize("name", TORCH_ACTIVATIONS)
@few
@given(st.data(), array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))
def test_activations(name, data, shape):
    ours, theirs = nn.Activation(name), TORCH_ACTIVATIONS[name]
    (x,) = data.draw(inputs([shape], st.floats(-50, 50, width=16) | st.just(np.nan)))
    assert_like_torch(ours, theirs, [x], gradients=not np.isnan(x).any())


REDUCTIONS = {
    "sum": torch.sum,
    "mean": torch.mean,
    "max": torch.amax,
    "min": torch.amin,
    "logsumexp": torch.logsumexp,
}


@pytest.mark.parametrize("name", REDUCTIONS)
@few
@given(st.data(), st.booleans())
def test_reductions(name, data, keepdims):
    shape = data.draw(array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3))
    axes = st.integers(-len(shape), len(shape) - 1)
    if name != "logsumexp":
        axes |= st.lists(axes, min_size=1, unique_by=lambda i: i % len(shape)).map(
            tuple
        )
    axis = data.draw(axes)
    several = np.atleast_1d(axis)
    assume(name == "sum" or all(shape[i] for i in several))
    xs = data.draw(inputs([shape]))

    def ours(a):
        if name == "logsumexp":
            return nn.logsumexp(a, axis=axis, keepdims=keepdims)
        return getattr(a, name)(axis, keepdims)

    assert_like_torch(
        ours, lambda a: REDUCTIONS[name](a, dim=axis, keepdim=keepdims), xs
    )


@few
@given(st.data(), array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=3))
def test_softmax(data, shape):
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    xs = data.draw(inputs([shape], st.floats(-100, 100, width=16)))
    assert_like_torch(
        lambda a: nn.softmax(a, axis=axis), lambda a: torch.softmax(a, axis), xs
    )


@few
@given(st.data(), array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=3))
def test_transposes(data, shape):
    axes = data.draw(st.permutations(range(len(shape))))
    axes = [data.draw(st.sampled_from([i, i - len(shape)])) for i in axes]
    xs = data.draw(inputs([shape]))
    assert_like_torch(lambda a: a.transpose(*axes), lambda a: a.permute(axes), xs)


@few
@given(st.data(), array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3))
def test_joining(data, shape):
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    other = list(shape)
    other[axis] = data.draw(st.integers(0, 3))
    xs = data.draw(inputs([shape, tuple(other), shape]))
    assert_like_torch(
        lambda *a: np.concatenate(a, axis), lambda *a: torch.cat(a, axis), xs
    )
    axis = data.draw(st.integers(-len(shape) - 1, len(shape)))
    assert_like_torch(
        lambda a, b: np.stack([a, b, a], axis),
        lambda a, b: torch.stack([a, b, a], axis),
        xs[::2],
    )


@few
@given(
    st.data(),
    mutually_broadcastable_shapes(
        signature="(m?,n),(n,p?)->(m?,p?)", min_side=0, max_side=3
    ),
)
def test_matmul(data, shapes):
    xs = data.draw(inputs(shapes.input_shapes, plain))
    assert_like_torch(lambda a, b: a @ b, torch.matmul, xs)


@few
@given(st.data(), array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=4))
def test_entries(data, shape):
    xs = data.draw(inputs([shape]))
    ids = data.draw(arrays(int, (2, 2), elements=st.integers(-shape[0], shape[0] - 1)))
    assert_like_torch(lambda a: a[ids], lambda a: a[torch.tensor(ids)], xs)
    assert_like_torch(lambda a: a[-1], lambda a: a[-1], xs)
    assert_like_torch(lambda a: a[..., 1:], lambda a: a[..., 1:], xs)
    assert_like_torch(lambda a: a[None, :, None], lambda a: a[None, :, None], xs)
    assert_like_torch(lambda a: a[a > 0], lambda a: a[a > 0], xs)


@few
@given(st.data(), st.integers(1, 3), st.integers(1, 4))
def test_losses(data, n, classes):
    (z,) = data.draw(inputs([(n, classes)], st.floats(-1000, 1000, width=16)))
    labels = data.draw(arrays(int, n, elements=st.integers(0, classes - 1)))
    t = np.eye(classes, dtype=z.dtype)[labels]
    assert_like_torch(
        lambda z: nn.softmax_cross_entropy(z, t),
        lambda z: torch.nn.functional.cross_entropy(z, torch.tensor(labels)),
        [z],
    )
    assert_like_torch(
        lambda z: nn.logistic_cross_entropy(z, t),
        lambda z: torch.nn.functional.binary_cross_entropy_with_logits(
            z, torch.tensor(t)
        ),
        [z],
    )
