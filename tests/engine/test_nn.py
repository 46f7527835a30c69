"""Layers and whole networks beside torch's."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional as F

from nnbook import optim
from nnbook.activations import ACTIVATIONS
from nnbook.gradcheck import gradcheck
from nnbook.initializers import INITIALIZERS
from nnbook.nn import (
    Activation,
    Dropout,
    LayerNorm,
    Linear,
    Module,
    Parameter,
    Residual,
    Sequential,
    logistic_cross_entropy,
    softmax_cross_entropy,
)
from nnbook.tensor import Tensor
from tests.engine.torch_twin import twin

sizes = st.integers(1, 6)
seeds = st.integers(0, 2**32 - 1)


def assert_close(actual, expected, tolerance=1e-10):
    np.testing.assert_allclose(actual, expected, tolerance, tolerance)


def assert_same_as_torch(network, x):
    """Output, gradient of the input and of every parameter, to 1e-10."""
    theirs = twin(network)
    optim.SGD(network.parameters(), lr=0).zero_grad()
    mine, other = Tensor(x), torch.tensor(x, requires_grad=True)
    y, expected = network(mine), theirs(other)
    assert_close(y.data, expected.detach().numpy())
    upstream = np.random.default_rng(0).normal(size=y.shape)
    y.backward(upstream)
    expected.backward(torch.tensor(upstream))
    assert_close(mine.grad, other.grad.numpy())
    for p, q in zip(network.parameters(), theirs.parameters(), strict=True):
        assert_close(p.grad, q.grad.numpy())


@given(n=sizes, fan_in=sizes, fan_out=sizes, seed=seeds)
def test_linear(n, fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    layer = Linear(fan_in, fan_out, rng)
    layer.b.data = rng.normal(size=fan_out)
    assert layer.W.shape == (fan_out, fan_in)
    assert_same_as_torch(layer, rng.normal(size=(n, fan_in)))
    assert_same_as_torch(layer, rng.normal(size=(2, n, fan_in)))


def test_linear_starts_as_its_initializer_says():
    layer = Linear(3, 2, np.random.default_rng(0), INITIALIZERS["xavier_uniform"])
    expected = INITIALIZERS["xavier_uniform"]((2, 3), np.random.default_rng(0))
    assert layer.W.data.tolist() == expected.tolist()
    assert layer.b.data.tolist() == [0, 0]


@pytest.mark.parametrize("shape", [(3,), (4, 2), (4, 3, 2), ()])
def test_linear_says_which_shape_it_takes(shape):
    layer = Linear(3, 2, np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"takes \(n, 3\): 3 inputs for each"):
        layer(np.zeros(shape))


@given(n=sizes, size=sizes, seed=seeds)
def test_layer_norm(n, size, seed):
    rng = np.random.default_rng(seed)
    layer = LayerNorm(size)
    layer.gain.data, layer.bias.data = rng.normal(size=(2, size))
    assert_same_as_torch(layer, rng.normal(2, 3, size=(n, size)))


def test_layer_norm_gives_each_example_mean_0_and_variance_1():
    x = np.random.default_rng(0).normal(5, 3, size=(4, 100))
    y = LayerNorm(100)(x).data
    assert y.mean(axis=1) == pytest.approx(np.zeros(4), abs=1e-12)
    assert y.var(axis=1) == pytest.approx(np.ones(4), rel=1e-5)


def test_layer_norm_by_finite_differences():
    def f(x, gain, bias):
        layer = LayerNorm(4)
        layer.gain, layer.bias = gain, bias
        return layer(x)

    rng = np.random.default_rng(0)
    gradcheck(f, rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=4))


@given(n=sizes, size=sizes, seed=seeds)
def test_residual(n, size, seed):
    rng = np.random.default_rng(seed)
    block = Residual(Linear(size, 5, rng), Activation("tanh"), Linear(5, size, rng))
    assert_same_as_torch(block, rng.normal(size=(n, size)))


def test_a_residual_block_keeps_the_shape():
    block = Residual(Linear(3, 1, np.random.default_rng(0)))
    with pytest.raises(
        ValueError, match=r"turn shape \(2, 3\) into \(2, 1\), but x \+"
    ):
        block(np.zeros((2, 3)))


def test_unknown_activations_are_refused_with_those_there_are():
    with pytest.raises(
        ValueError, match=r"no activation 'sigmoid'; known are step, log"
    ):
        Activation("sigmoid")


def test_parameters_are_found_in_every_part():
    rng = np.random.default_rng(0)

    class Two(Module):
        def __init__(self):
            self.scale = Parameter(1.0)
            self.towers = [Linear(2, 2, rng), Residual(Linear(2, 2, rng))]
            self.name = "two"

    network = Sequential(Two(), LayerNorm(2), Activation("relu"))
    assert len(list(network.parameters())) == 1 + 2 + 2 + 2


def test_what_is_no_parameter_is_not_counted():
    class Remembering(Linear):
        def __call__(self, x):
            self.seen = Tensor(x)
            self.made = super().__call__(self.seen)
            return self.made

    layer = Remembering(3, 2, np.random.default_rng(0))
    layer(np.ones((4, 3))).sum().backward()
    assert [*layer.named_parameters()] == ["W", "b"]
    assert optim.clip_grad_norm(layer.parameters(), 1) == pytest.approx(
        np.sqrt(2 * 3 * 16 + 2 * 16)
    )


def test_parameters_are_found_in_dicts_and_nested_lists_once():
    rng = np.random.default_rng(0)
    shared = Linear(2, 2, rng)

    class Mixed(Module):
        def __init__(self):
            self.tables = {"users": Parameter(np.ones(3)), "deep": [[shared]]}
            self.towers = ([Linear(2, 1, rng)], {"again": shared})
            self.itself = self

    names = list(Mixed().named_parameters())
    assert names == [
        "tables.users",
        "tables.deep.0.0.W",
        "tables.deep.0.0.b",
        "towers.0.0.W",
        "towers.0.0.b",
    ]


def test_parameters_in_a_set_are_not_missed_in_silence():
    layer = Module()
    layer.parts = {Parameter(1.0)}
    with pytest.raises(TypeError, match="put it in a list"):
        layer.parameters()


def test_parameters_can_be_gone_through_twice():
    parameters = Linear(2, 2, np.random.default_rng(0)).parameters()
    assert len(list(parameters)) == len(list(parameters)) == 2


def small(rng):
    """A network with every kind of part."""
    return Sequential(
        Linear(3, 4, rng),
        LayerNorm(4),
        Activation("relu"),
        Dropout(0.5, rng),
        Residual(Linear(4, 4, rng)),
    )


def test_a_state_is_what_a_network_computes(tmp_path):
    net, other = (small(np.random.default_rng(seed)).eval() for seed in (0, 1))
    x = np.ones((2, 3))
    np.savez(tmp_path / "net.npz", **net.state())
    before = net.state()
    net.parameters()[0].data = np.zeros((4, 3))  # a state does not change with it
    net.load_state(before)
    with np.load(tmp_path / "net.npz") as saved:
        other.load_state(saved)
    assert np.array_equal(net(x).data, other(x).data)


def test_a_state_that_does_not_fit_changes_nothing():
    net = small(np.random.default_rng(0))
    before = net.state()
    wrong = dict(before) | {"layers.0.W": np.zeros((3, 4)), "layers.9.b": np.zeros(2)}
    del wrong["layers.1.gain"]
    wrong["layers.0.b"] = np.ones(4)
    with pytest.raises(ValueError) as caught:
        net.load_state(wrong)
    for part in (
        "layers.0.W is (3, 4) there and (4, 3) here",
        "layers.1.gain is missing there and (4,) here",
        "layers.9.b is (2,) there and unknown here",
    ):
        assert part in str(caught.value)
    assert net.parameters()[1].data.tolist() == [0, 0, 0, 0]


def test_text_shows_parts_and_shapes():
    assert repr(small(np.random.default_rng(0))).splitlines()[:6] == [
        "Sequential()",
        "  layers.0: Linear()",
        "  layers.0.W: (4, 3)",
        "  layers.0.b: (4,)",
        "  layers.1: LayerNorm(eps=1e-05)",
        "  layers.1.gain: (4,)",
    ]
    assert "layers.3: Dropout(p=0.5, training=False)" in repr(
        small(np.random.default_rng(0)).eval()
    )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dropout_in_training_and_in_use(dtype):
    layer = Dropout(0.25, np.random.default_rng(0))
    x = Tensor(np.ones((100, 100), dtype))
    y = layer(x)
    y.sum().backward()
    assert y.data.dtype == x.grad.dtype == dtype
    assert np.array_equal(x.grad, y.data)  # dropped numbers get no gradient
    assert np.unique(y.data) == pytest.approx([0, 4 / 3])
    assert (y.data == 0).mean() == pytest.approx(0.25, abs=0.02)
    assert y.data.mean() == pytest.approx(1, abs=0.02)
    assert not np.array_equal(layer(x).data, y.data)
    network = Sequential(layer).eval()
    assert network(x) is x
    assert network.train() is network and network(x) is not x


@pytest.mark.parametrize("p", [-0.1, 1, np.nan])
def test_dropout_of_everything_is_refused(p):
    with pytest.raises(ValueError, match="the share that is dropped"):
        Dropout(p, np.random.default_rng(0))


def test_a_network_of_no_layers_is_the_identity():
    x = Tensor([[1.0]])
    assert Sequential()(x) is x
    assert list(Sequential().parameters()) == []


def squared_error(y, t):
    """The mean squared error, for Tensors of both kinds."""
    return ((y - t) ** 2).mean()


LOSSES = {
    "softmax": (
        softmax_cross_entropy,
        F.cross_entropy,
        lambda rng: np.eye(3)[rng.integers(3, size=16)],
    ),
    "logistic": (
        logistic_cross_entropy,
        F.binary_cross_entropy_with_logits,
        lambda rng: rng.integers(2, size=(16, 3)).astype(float),
    ),
    "squares": (squared_error, squared_error, lambda rng: rng.normal(size=(16, 3))),
}
OPTIMIZERS = {
    "SGD": {"lr": 0.05},
    "SGD with momentum": {"lr": 0.02, "momentum": 0.9},
    "Adam": {"lr": 0.01},
}


def assert_trains_like_torch(network, rng, loss, optimizer, steps=20):
    """Twenty steps on the same data have the same losses, to 1e-8."""
    ours, torchs, targets = LOSSES[loss]
    x, t = rng.normal(size=(16, 4)), targets(rng)
    theirs = twin(network)
    name, options = optimizer.split()[0], OPTIMIZERS[optimizer]
    mine = getattr(optim, name)(network.parameters(), **options)
    other = getattr(torch.optim, name)(theirs.parameters(), **options)
    losses = np.empty((2, steps))
    for i in range(steps):
        mine.zero_grad()
        value = ours(network(x), t)
        value.backward()
        mine.step()
        other.zero_grad()
        expected = torchs(theirs(torch.tensor(x)), torch.tensor(t))
        expected.backward()
        other.step()
        losses[:, i] = value.item(), expected.item()
    assert np.isfinite(losses).all()
    assert losses[0, -1] < losses[0, 0]
    assert_close(losses[0], losses[1], 1e-8)


@pytest.mark.parametrize("initializer", INITIALIZERS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_and_initializer_trains_like_torch(activation, initializer):
    rng = np.random.default_rng(0)
    init = INITIALIZERS[initializer]
    network = Sequential(
        Linear(4, 8, rng, init),
        Activation(activation),
        Linear(8, 8, rng, init),
        Activation(activation),
        Linear(8, 3, rng, init),
    )
    assert_trains_like_torch(network, rng, "softmax", "SGD")


@pytest.mark.parametrize("seed", range(10))
def test_ten_random_networks_train_like_torch(seed):
    rng = np.random.default_rng(seed)

    def any_of(names):
        return names[rng.integers(len(names))]

    layers, width = [], 4
    for _ in range(rng.integers(1, 6)):
        wider = int(rng.integers(2, 20))
        linear = Linear(width, wider, rng, INITIALIZERS[any_of([*INITIALIZERS])])
        layers += [linear, Activation(any_of([*ACTIVATIONS]))]
        width = wider
        if rng.random() < 0.3:
            layers.append(LayerNorm(width))
        if rng.random() < 0.3:
            layers.append(Residual(Linear(width, width, rng), Activation("tanh")))
    network = Sequential(*layers, Linear(width, 3, rng))
    assert_trains_like_torch(network, rng, any_of([*LOSSES]), any_of([*OPTIMIZERS]))


@pytest.mark.parametrize("loss, optimizer", list(itertools.product(LOSSES, OPTIMIZERS)))
def test_every_loss_and_optimizer_trains_like_torch(loss, optimizer):
    rng = np.random.default_rng(1)
    network = Sequential(Linear(4, 10, rng), Activation("tanh"), Linear(10, 3, rng))
    assert_trains_like_torch(network, rng, loss, optimizer)


def test_a_recurrent_network_is_the_same_algorithm():
    # One layer used at five times: its gradients add up over the steps.
    rng = np.random.default_rng(0)
    x = rng.normal(size=(5, 2, 3))
    cell = torch.nn.RNN(3, 4).double()
    W, U, b, _ = (
        Tensor(p.detach().numpy() * (1 if p.ndim > 1 else 2)) for p in cell.parameters()
    )
    with torch.no_grad():
        cell.bias_ih_l0 *= 2
        cell.bias_hh_l0 *= 0
    tanh = Activation("tanh")
    h = np.zeros((2, 4))
    for step in x:
        h = tanh(step @ W.T + h @ U.T + b)
    h.sum().backward()
    _, expected = cell(torch.tensor(x))
    expected.sum().backward()
    assert_close(h.data, expected[0].detach().numpy())
    for ours, theirs in zip((W, U, b), cell.parameters(), strict=False):
        assert_close(ours.grad, theirs.grad.numpy())
