"""Every op beside torch's, over shapes and broadcasting, and by finite differences."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import (
    array_shapes,
    arrays,
    basic_indices,
    broadcastable_shapes,
    mutually_broadcastable_shapes,
)
from torch.nn import functional as F

from nnbook import nn, ops
from nnbook.gradcheck import gradcheck
from nnbook.tensor import Tensor, record, recorded
from tests.engine.torch_twin import ACTIVATIONS

seeds = st.integers(0, 2**32 - 1)
shapes = array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
full_shapes = array_shapes(min_dims=1, max_dims=4, max_side=4)


def agree(ours, theirs, *inputs):
    """Values and gradients of both functions are equal to 1e-10."""
    mine = [Tensor(x) for x in inputs]
    other = [torch.tensor(x, requires_grad=True) for x in inputs]
    y, expected = ours(*mine), theirs(*other)
    assert y.shape == expected.shape
    np.testing.assert_allclose(y.data, expected.detach().numpy(), 1e-10, 1e-10)
    upstream = np.random.default_rng(0).normal(size=y.shape)
    y.backward(upstream)
    expected.backward(torch.tensor(upstream))
    for x, t in zip(mine, other, strict=True):
        assert x.grad.shape == x.shape
        np.testing.assert_allclose(x.grad, t.grad.numpy(), 1e-10, 1e-10)


def normal(seed, *sizes):
    """Standard normal arrays of the given shapes."""
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in sizes]


def away_from_zero(x):
    """The same signs, with magnitudes above 0.5."""
    return x + np.copysign(0.5, x)


BINARY = {
    "add": (lambda a, b: a + b, lambda a, b: a + b),
    "sub": (lambda a, b: a - b, lambda a, b: a - b),
    "mul": (lambda a, b: a * b, lambda a, b: a * b),
    "div": (lambda a, b: a / b, lambda a, b: a / b),
    "power": (lambda a, b: (a * a) ** b, lambda a, b: (a * a) ** b),
    "maximum": (lambda a, b: a.maximum(b), torch.maximum),
}


@pytest.mark.parametrize("name", BINARY)
@given(
    sizes=mutually_broadcastable_shapes(num_shapes=2, min_side=0, max_side=4),
    seed=seeds,
)
def test_binary_ops_and_broadcasting(name, sizes, seed):
    a, b = map(away_from_zero, normal(seed, *sizes.input_shapes))
    agree(*BINARY[name], a, b)


@pytest.mark.parametrize("name", BINARY)
def test_binary_ops_by_finite_differences(name):
    a, b = map(away_from_zero, normal(1, (2, 1, 3), (4, 1)))
    gradcheck(BINARY[name][0], a, b)


UNARY = {
    "neg": (lambda a: -a, torch.neg),
    "exp": (lambda a: a.exp(), torch.exp),
    "log": (lambda a: (a * a).log(), lambda a: torch.log(a * a)),
    "square": (lambda a: a**2, lambda a: a**2),
    "reciprocal": (lambda a: a**-1, lambda a: a**-1),
    "root": (lambda a: (a * a) ** 0.5, lambda a: (a * a) ** 0.5),
    "exponential": (lambda a: 2.0**a, lambda a: 2.0**a),
}


@pytest.mark.parametrize("name", UNARY)
@given(shape=shapes, seed=seeds)
def test_unary_ops(name, shape, seed):
    agree(*UNARY[name], *map(away_from_zero, normal(seed, shape)))


@pytest.mark.parametrize("name", UNARY)
def test_unary_ops_by_finite_differences(name):
    gradcheck(UNARY[name][0], *map(away_from_zero, normal(2, (3, 2))))


@pytest.mark.parametrize("name", ops.ACTIVATION_OPS)
@given(x=arrays(float, shapes, elements=st.floats(-50, 50)))
def test_activations(name, x):
    agree(nn.Activation(name), ACTIVATIONS[name], x)


@pytest.mark.parametrize("name", ops.ACTIVATION_OPS)
def test_activations_by_finite_differences(name):
    gradcheck(nn.Activation(name), *map(away_from_zero, normal(3, (3, 2))))


def test_options_reach_the_activation():
    leaky = nn.Activation("leaky_relu", gamma=0.3)
    agree(leaky, lambda x: F.leaky_relu(x, 0.3), np.linspace(-2, 2, 5))


@given(
    sizes=mutually_broadcastable_shapes(signature="(m?,n),(n,p?)->(m?,p?)"), seed=seeds
)
def test_matmul_of_matrices_stacks_and_vectors(sizes, seed):
    agree(lambda a, b: a @ b, torch.matmul, *normal(seed, *sizes.input_shapes))


@pytest.mark.parametrize(
    "sizes", [((2, 3), (3, 4)), ((3,), (3,)), ((3,), (2, 3, 4)), ((2, 4, 3), (3,))]
)
def test_matmul_by_finite_differences(sizes):
    gradcheck(lambda a, b: a @ b, *normal(4, *sizes))


@given(
    lead=array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=3),
    fan_in=st.integers(0, 4),
    fan_out=st.integers(0, 4),
    seed=seeds,
)
def test_linear(lead, fan_in, fan_out, seed):
    inputs = normal(seed, (*lead, fan_in), (fan_out, fan_in), fan_out)
    agree(recorded(ops.linear), F.linear, *inputs)
    agree(lambda x, w, b: x @ w.T + b, F.linear, *inputs)


def test_linear_by_finite_differences():
    gradcheck(recorded(ops.linear), *normal(5, (4, 3), (2, 3), 2))


def axes_of(shape):
    """No axis (all of them), one axis of the shape, or some of them."""
    one = st.integers(-len(shape), len(shape) - 1)
    some = st.lists(
        st.integers(0, len(shape) - 1), min_size=1, max_size=len(shape), unique=True
    )
    return st.none() | (one | some.map(tuple) if shape else st.nothing())


REDUCTIONS = {"sum": torch.sum, "mean": torch.mean, "max": torch.amax}


@pytest.mark.parametrize("name", REDUCTIONS)
@given(data=st.data(), seed=seeds, keepdims=st.booleans())
def test_reductions(name, data, seed, keepdims):
    shape = data.draw(shapes if name == "sum" else full_shapes)
    axis = data.draw(axes_of(shape))
    dim = tuple(range(len(shape))) if axis is None else axis
    agree(
        lambda a: getattr(a, name)(axis, keepdims),
        lambda a: REDUCTIONS[name](a, dim=dim, keepdim=keepdims) if shape else a + 0,
        *normal(seed, shape),
    )


@pytest.mark.parametrize("name", REDUCTIONS)
@pytest.mark.parametrize("axis", [None, 0, -1, (0, 2)])
def test_reductions_by_finite_differences(name, axis):
    gradcheck(lambda a: getattr(a, name)(axis), *normal(6, (2, 3, 2)))


@given(x=arrays(float, full_shapes, elements=st.integers(-1, 1)), data=st.data())
def test_ties_share_the_gradient_as_in_torch(x, data):
    axis = data.draw(axes_of(x.shape).filter(lambda axis: axis is not None))
    agree(lambda a: a.max(axis), lambda a: torch.amax(a, axis), x)
    agree(lambda a, b: a.maximum(b), torch.maximum, x, x.copy())


def test_reductions_of_no_numbers():
    empty = Tensor(np.ones((0, 3)))
    assert empty.sum().item() == 0
    assert empty.mean(axis=1).shape == (0,)
    with pytest.raises(ValueError, match=r"shape \(0, 3\) has no numbers to average"):
        empty.mean()
    with pytest.raises(ValueError, match="zero-size array"):
        empty.max()


@given(data=st.data(), seed=seeds)
def test_slices(data, seed):
    (x,) = normal(seed, data.draw(full_shapes))
    index = data.draw(basic_indices(x.shape, allow_newaxis=True).filter(no_backwards))
    agree(lambda a: a[index], lambda a: a[index], x)


def no_backwards(index):
    """Torch has no negative steps."""
    parts = index if isinstance(index, tuple) else (index,)
    return all((p.step or 1) > 0 for p in parts if isinstance(p, slice))


def test_slices_backwards():
    gradcheck(lambda a: a[::-2], *normal(7, (5, 2)))


@given(
    ids=arrays(int, array_shapes(max_dims=3), elements=st.integers(0, 4)), seed=seeds
)
def test_selection_with_repeats_is_an_embedding(ids, seed):
    agree(lambda a: a[ids], lambda a: a[ids], *normal(seed, (5, 3)))
    rows = np.arange(ids.size) % 5
    columns = ids.ravel() % 3
    agree(lambda a: a[rows, columns], lambda a: a[rows, columns], *normal(seed, (5, 3)))
    agree(lambda a: a[a.data > 0], lambda a: a[a > 0], *normal(seed, (5, 3)))


@given(shape=full_shapes, seed=seeds, data=st.data())
def test_shapes(shape, seed, data):
    axes = data.draw(st.permutations(range(len(shape))))
    agree(lambda a: a.transpose(*axes), lambda a: a.permute(axes), *normal(seed, shape))
    last_first = tuple(range(len(shape)))[::-1]
    agree(lambda a: a.T, lambda a: a.permute(last_first), *normal(seed, shape))
    agree(
        lambda a: a.T.reshape(*shape).reshape(-1),
        lambda a: a.permute(last_first).reshape(*shape).reshape(-1),
        *normal(seed, shape),
    )


def test_shapes_by_finite_differences():
    gradcheck(lambda a: a.transpose(1, 2, 0) * a.T, *normal(8, (2, 2, 2)))
    gradcheck(lambda a: a.reshape(3, 2) * np.arange(6.0).reshape(3, 2), *normal(8, 6))


@given(shape=full_shapes, seed=seeds, data=st.data(), scale=st.sampled_from([1, 1000]))
def test_softmax_and_logsumexp(shape, seed, data, scale):
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    (x,) = normal(seed, shape)
    agree(
        lambda a: nn.softmax(a, axis=axis), lambda a: torch.softmax(a, axis), scale * x
    )
    agree(
        lambda a: nn.logsumexp(a, axis=axis),
        lambda a: torch.logsumexp(a, axis),
        scale * x,
    )


def test_softmax_and_logsumexp_by_finite_differences():
    gradcheck(nn.softmax, *normal(9, (2, 3)))
    gradcheck(lambda a: nn.logsumexp(a, axis=0, keepdims=True), *normal(9, (2, 3)))


@given(
    lead=array_shapes(min_dims=0, max_dims=2, max_side=4),
    classes=st.integers(1, 5),
    seed=seeds,
    scale=st.sampled_from([1, 1000]),
)
def test_softmax_cross_entropy(lead, classes, seed, scale):
    z, t = normal(seed, (*lead, classes), (*lead, classes))
    t = np.exp(t) / np.exp(t).sum(-1, keepdims=True)

    def theirs(z, t):
        return -(t * torch.log_softmax(z, -1)).sum() / math.prod(lead)

    agree(nn.softmax_cross_entropy, theirs, scale * z, t)


def test_softmax_cross_entropy_of_labels():
    (z,) = normal(10, (4, 3))
    labels = np.array([2, 0, 1, 2])

    def ours(z):
        return nn.softmax_cross_entropy(z, np.eye(3)[labels])

    agree(ours, lambda z: F.cross_entropy(z, torch.tensor(labels)), z)
    gradcheck(ours, z)


def test_the_gradient_of_softmax_cross_entropy_is_p_minus_t():
    (z,) = normal(11, (1, 3))
    t = np.array([[0.0, 1.0, 0.0]])
    logits = Tensor(z)
    nn.softmax_cross_entropy(logits, t).backward()
    assert logits.grad == pytest.approx(nn.softmax(z) - t)


@given(
    z=arrays(float, full_shapes, elements=st.floats(-1000, 1000)),
    seed=seeds,
)
def test_logistic_cross_entropy(z, seed):
    t = np.random.default_rng(seed).uniform(size=z.shape)
    agree(
        nn.logistic_cross_entropy,
        lambda z, t: F.binary_cross_entropy_with_logits(z, t),
        z,
        t,
    )


def test_logistic_cross_entropy_by_finite_differences():
    z, t = normal(12, (4, 2), (4, 2))
    gradcheck(lambda z: nn.logistic_cross_entropy(z, (t > 0) * 1.0), z)


@pytest.mark.parametrize("loss", [nn.softmax_cross_entropy, nn.logistic_cross_entropy])
def test_losses_stay_finite_where_probabilities_round_to_zero(loss):
    z = Tensor([[1000.0, -1000.0]])
    with np.errstate(all="raise", under="ignore"):
        result = loss(z, np.array([[0.0, 1.0]]))
        result.backward()
    assert result.item() in (1000, 2000)
    assert np.isfinite(z.grad).all()


@pytest.mark.parametrize(
    "t", [[0, 2], np.ones((2, 3)), np.zeros((2, 3)), np.eye(3)], ids=str
)
def test_softmax_cross_entropy_refuses_other_targets(t):
    with pytest.raises(ValueError, match=r"rows that sum to 1; labels become such"):
        nn.softmax_cross_entropy(Tensor(np.zeros((2, 3))), t)


def test_losses_of_no_examples_are_refused():
    empty = np.zeros((0, 3))
    for loss in (nn.softmax_cross_entropy, nn.logistic_cross_entropy):
        with pytest.raises(ValueError, match=r"t has shape \(0, 3\) and z has shape"):
            loss(Tensor(empty), empty)


def test_logistic_cross_entropy_refuses_other_shapes():
    # (n, 1) against (n,) would broadcast to (n, n) and train on nonsense.
    with pytest.raises(ValueError, match="one target for each net input"):
        nn.logistic_cross_entropy(Tensor(np.zeros((4, 1))), np.zeros(4))


@given(data=st.data(), seed=seeds)
def test_expressions_of_many_ops(data, seed):
    shape = data.draw(array_shapes(min_dims=1, max_dims=3, max_side=3))
    a, b, c = normal(
        seed,
        shape,
        data.draw(broadcastable_shapes(shape, max_dims=len(shape), max_side=3)),
        shape,
    )

    def expression(maximum, softmax):
        def f(a, b, c):
            h = maximum(a * b - c, c / (b * b + 1.0))
            p = softmax(h + a)
            return (h * p).sum() + (p * p).sum() * h.mean() - (a * h * h)[0].sum()

        return f

    agree(
        expression(Tensor.maximum, nn.softmax),
        expression(torch.maximum, lambda h: torch.softmax(h, -1)),
        a,
        b,
        c,
    )


def test_an_op_without_a_rule_for_an_operand_is_refused():
    def half(a, b):
        return a * b, lambda g: g * b

    with pytest.raises(ValueError, match="half returned 1 rules for 2 operands"):
        record(half, Tensor(1.0), Tensor(2.0))
