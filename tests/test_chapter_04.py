"""Chapter 4: what its cells build equals the package, and its figures show the data."""

import json
import re
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lesson import cells_of, run

from nnbook import gradcheck, nn, ops, plots
from nnbook.tensor import Tensor, unbroadcast
from nnbook.widgets import GraphStepper

matplotlib.use("svg")
CELLS = cells_of("04_backpropagation")
APART = ("Question(", "GraphStepper(")


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    return run(CELLS, APART)


def same(ours, theirs):
    return ours.dtype == theirs.dtype and np.array_equal(ours, theirs)


def assert_same_op(ours, theirs, *operands):
    value, *rules = ours(*operands)
    expected, *their_rules = theirs(*operands)
    assert same(np.asarray(value), np.asarray(expected))
    g = np.random.default_rng(1).normal(size=np.shape(value))
    assert len(rules) == len(their_rules)
    for rule, their_rule in zip(rules, their_rules, strict=True):
        assert same(np.asarray(rule(g)), np.asarray(their_rule(g)))


shapes = st.sampled_from([((), ()), ((3,), (3,)), ((2, 3), (3,)), ((2, 1), (1, 4))])


@settings(max_examples=20, deadline=None)
@given(shapes, st.integers(0, 2**32))
def test_rules_equal_the_package(lesson, pair, seed):
    rng = np.random.default_rng(seed)
    a, b = (rng.uniform(0.2, 3, shape) for shape in pair)
    for name in ("add", "sub", "mul", "div", "maximum"):
        assert_same_op(lesson[name], getattr(ops, name), a, b)
    for name in ("log", "exp"):
        assert_same_op(lesson[name], getattr(ops, name), a)
    assert_same_op(lesson["tanh"], ops.ACTIVATION_OPS["tanh"], a - 1)
    y, rule = lesson["reciprocal"](a)
    expected, _, theirs = ops.div(np.ones_like(a), a)
    assert np.allclose(y, expected) and np.allclose(rule(1.0), theirs(1.0))
    y, rule = lesson["square"](a)
    assert np.allclose(rule(1.0), ops.power(a, 2.0)[1](1.0))


def test_a_tie_is_shared_as_in_the_package(lesson):
    a = np.array([1.0, 2.0])
    assert_same_op(lesson["maximum"], ops.maximum, a, np.array([1.0, 3.0]))


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32))
def test_layer_and_loss_equal_the_package(lesson, n, fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    x, w = rng.normal(size=(n, fan_in)), rng.normal(size=(fan_out, fan_in))
    assert_same_op(lesson["linear"], ops.linear, x, w, rng.normal(size=fan_out))
    z, t = 30 * x, np.eye(fan_in)[rng.integers(fan_in, size=n)]
    theirs = ops.softmax_cross_entropy
    assert_same_op(lesson["softmax_cross_entropy"], theirs, z, t)
    assert same(lesson["logsumexp"](z), ops.logsumexp(z, keepdims=True)[0])


def test_logsumexp_survives_any_float(lesson):
    z = np.array([[1e300, 0.0], [-1e300, -1e300], [5e3, 5e3]])
    expected = [1e300, -1e300, 5e3 + np.log(2)]
    assert np.allclose(lesson["logsumexp"](z)[:, 0], expected)


@pytest.mark.parametrize("shape", [(), (4,), (3, 4), (1, 4), (3, 1), (1, 1), (2, 3, 4)])
def test_unbroadcast_equals_the_package(lesson, shape):
    g = np.random.default_rng(0).normal(size=(2, 3, 4))
    assert same(lesson["unbroadcast"](g, shape), unbroadcast(g, Tensor(np.ones(shape))))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0), st.integers(0))))
def test_the_engine_equals_the_package_on_random_graphs(lesson, program):
    """Each step applies an op to two earlier nodes: fan-outs, diamonds, dead ends."""
    starts = [np.full((2, 3), 0.5), np.linspace(-1, 1, 3), np.array(1.5)]
    ours, theirs = [lesson["Tensor"](x) for x in starts], [Tensor(x) for x in starts]
    for kind, i, j in program:
        i, j = i % len(ours), j % len(ours)
        name = ("add", "sub", "mul", "maximum", "tanh")[kind]
        pair = (i, j) if name != "tanh" else (i,)
        ours.append(lesson["record"](lesson[name], *(ours[k] for k in pair)))
        op = nn.Activation("tanh") if name == "tanh" else None
        method = {"add": "__add__", "sub": "__sub__", "mul": "__mul__"}.get(name, name)
        a = theirs[i]
        theirs.append(op(a) if op else getattr(a, method)(theirs[j]))
    assert same(ours[-1].data, theirs[-1].data)
    lesson["backward"](ours[-1])
    theirs[-1].backward(np.ones(theirs[-1].shape))
    for x, y in zip(ours, theirs, strict=True):
        assert (x.grad is None) == (y.grad is None)
        assert x.grad is None or np.array_equal(x.grad, y.grad, equal_nan=True)


def test_nudging_equals_the_package(lesson):
    x = np.random.default_rng(2).normal(size=(2, 3))

    def f(x):
        return np.sin(x).sum() * x[0, 0]

    theirs = gradcheck.numerical_gradient(f, x)
    assert same(lesson["numerical_gradient"](f, x), theirs)
    assert np.allclose(
        lesson["nudge"](lambda *z: np.prod(z), 2.0, 3.0, 5.0), [15, 10, 6]
    )


def test_central_differences_are_best_near_what_the_text_says(lesson):
    steps, errors = lesson["steps"], lesson["errors"]
    assert 1e-6 < steps[errors["central"].argmin()] < 1e-4
    assert 1e-9 < steps[errors["one-sided"].argmin()] < 1e-7
    assert errors["one-sided"].min() > 300 * errors["central"].min()


def test_links_put_the_graph_stepper_into_a_state_it_takes():
    text = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
    queries = re.findall(r"\]\(#graph-stepper(?:-[234])?\?([^)\s]+)\)", text)
    assert len(queries) >= 8
    for query in queries:
        state = {key: value[0] for key, value in parse_qs(query).items()}
        state["values"] = json.loads(state["values"])
        state["step"] = int(state.get("step", 0))
        state["predict"] = state.get("predict") == "true"
        assert GraphStepper(**state).expression == state["expression"]


# --- the figures ----------------------------------------------------------------------


def texts(ax):
    return [text.get_text() for text in ax.texts]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_node_shows_the_product():
    shown = texts(plots.plot_node(3, 9, upstream=4, local=6))
    assert {"x = 3", "y = 9", "E = 4", "4 × 6 = 24"} <= set(shown)


def test_graph_adds_up_where_edges_meet():
    nodes = {"x": ("x", 3, 5), "a": ("×", 12, 1), "z": ("+", 15, 1)}
    edges = [("x", "a", 4), ("x", "z", 1), ("a", "z", 1)]
    ax = plots.plot_graph(nodes, edges)
    assert "4 + 1 = 5" in texts(ax)
    assert {"3", "12", "15"} <= set(texts(ax))
    # Each node stands to the right of what it is made from.
    x = {t.get_text(): t.get_position()[0] for t in ax.texts if t.get_text() in "x×+"}
    assert x["x"] < x["×"] < x["+"]


def test_push_writes_the_gradient_over_each_class():
    ax = plots.plot_push([0.2, 0.8], [1.0, 0.0])
    assert ["p − t = −0.8", "p − t = 0.8"] == [t for t in texts(ax) if t]
    assert [bar.get_height() for bar in ax.containers[1]] == [0.2, 0.8]


def test_breakdown_ends_each_line_where_it_stops_being_finite():
    lead = np.arange(5.0)
    broken = np.where(lead > 2, np.inf, lead)
    losses = {"plain": broken, "through p": np.where(lead > 3, np.nan, lead)}
    ax = plots.plot_breakdown(lead, losses | {"stable": lead})
    lines = {line.get_label(): line.get_xdata()[-1] for line in ax.lines}
    assert (lines["plain"], lines["through p"], lines["stable"]) == (2, 3, 4)
    assert texts(ax) == ["plain: to 2", "through p: to 3", "stable"]


def test_shapes_draw_a_cell_for_each_entry():
    W, a = np.ones((2, 4)), np.ones((4, 1))
    ax = plots.plot_shapes([[("W", W, "weight"), "·", ("a", a, "activation")]])
    assert len(ax.patches) == W.size + a.size
    assert {"2×4", "4×1", "·"} <= set(texts(ax))


def test_step_size_marks_the_best_step():
    h = np.array([1e-3, 1e-2, 1e-1])
    errors = {"one-sided": np.array([0.0, 1.0, 2.0]), "central": np.array([3.0, 2, 4])}
    marks = [
        ln for ln in plots.plot_step_size(h, errors).lines if ln.get_marker() == "o"
    ]
    # An error of exactly 0 has no place on a logarithmic axis.
    assert [mark.get_ydata()[0] for mark in marks] == [1, 2]


def test_two_losses_are_both_there():
    ours = np.linspace(1, 0, 41)
    ax = plots.plot_two_losses(ours, ours + 1, every=20)
    line, rings = ax.lines
    assert np.array_equal(line.get_ydata(), ours)
    assert rings.get_ydata().tolist() == [2.0, 1.5, 1.0]


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_unrolled_has_one_weight_and_a_state_for_each_step(steps):
    shown = texts(plots.plot_unrolled(steps))
    assert shown.count("W") == 1
    assert sum(text.startswith("h") for text in shown) == steps + 1


def test_every_figure_draws_into_given_axes():
    ax = plt.figure().add_subplot()
    assert plots.plot_node(1, 1, upstream=1, local=2, ax=ax) is ax
    assert plots.plot_push([1.0], [1.0], ax=plt.figure().add_subplot()) is not ax
    assert plots.plot_unrolled(ax=ax) is ax
