"""Chapter 3: what its cells build equals the package, and its figures show the data."""

import contextlib
import io
import re
from pathlib import Path
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnbook import gradcheck, nn, plots
from nnbook.widgets import ForwardPass, Playground

matplotlib.use("svg")
PATH = Path(__file__).resolve().parents[1] / "chapters" / "03_networks.ipynb"
CELLS = nbformat.read(PATH, as_version=4).cells
TEXT = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
# What the chapter defines; the rest of its cells measures and draws.
DEFINED = (
    "forward weights count forward-batch descend moons loss-at gradient network-of "
    "batches train hinge-network learn-curve"
).split()


@pytest.fixture(scope="module")
def lesson():
    """The imports of the chapter and the functions that its cells define."""
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in CELLS[1:]:
            first = cell.cell_type == "code" and "use_book_style" in cell.source
            if first or cell.metadata.get("name") in DEFINED:
                if cell.metadata.get("name") == "loss-at":
                    namespace["X"], namespace["y"] = namespace["moons"](
                        20, np.random.default_rng(0)
                    )
                exec(cell.source, namespace)
    plt.close("all")
    return namespace


sizes = st.lists(st.integers(1, 5), min_size=2, max_size=5)


def random_network(sizes, rng):
    layers, triples = [], []
    for below, n in zip(sizes, sizes[1:], strict=False):
        layers += [nn.Linear(below, n, rng), nn.Activation("tanh")]
        layers[-2].b.data = rng.normal(size=n)
        triples.append((layers[-2].W.data, layers[-2].b.data, np.tanh))
    return nn.Sequential(*layers), triples


@given(sizes, st.integers(1, 4), st.integers(0, 2**32))
def test_forward_equals_the_package(lesson, sizes, n, seed):
    rng = np.random.default_rng(seed)
    network, triples = random_network(sizes, rng)
    X = rng.normal(size=(n, sizes[0]))
    theirs = network(X).data
    assert np.allclose(lesson["forward_batch"](X, triples), theirs, atol=1e-12)
    assert np.allclose([lesson["forward"](x, triples) for x in X], theirs, atol=1e-12)
    parameters = list(network.parameters())
    assert lesson["count"](sizes) == sum(p.data.size for p in parameters)
    for W, (below, N) in zip(
        parameters[::2], zip(sizes, sizes[1:], strict=False), strict=True
    ):
        assert W.shape == (N, below)


def test_the_widget_starts_with_the_network_of_the_text(lesson):
    widget = ForwardPass()
    for W, b, trait in (
        (lesson["W1"], lesson["b1"], 0),
        (lesson["W2"], lesson["b2"], 1),
    ):
        assert np.array_equal(widget.weights[trait], W)
        assert np.array_equal(widget.biases[trait], b)
    assert widget.x == [1.0, -0.5]


@given(st.integers(0, 2**32))
def test_nudging_and_the_loss_equal_the_package(lesson, seed):
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=33)
    X, y = lesson["moons"](20, rng)

    def f(theta):
        return lesson["loss_at"](theta, X, y)

    ours = lesson["slopes_by_nudging"](f, theta)
    assert np.allclose(ours, gradcheck.numerical_gradient(f, theta), atol=1e-9)
    network = lesson["network_of"](theta)
    loss = nn.logistic_cross_entropy(network(X), y)
    assert np.isclose(loss.item(), f(theta), atol=1e-12)
    loss.backward()
    theirs = np.concatenate([p.grad.ravel() for p in network.parameters()])
    assert np.allclose(ours, theirs, atol=1e-7)


@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 99))
def test_minibatches_have_every_example_once(lesson, n, size, seed):
    made = lesson["minibatches"](n, size, np.random.default_rng(seed))
    assert sorted(np.concatenate(made)) == list(range(n))
    assert all(len(batch) == size for batch in made[:-1])
    assert len(made) == -(-n // size)


def test_a_full_batch_trains_by_plain_gradient_descent(lesson):
    rng = np.random.default_rng(5)
    X, y = lesson["moons"](30, rng)
    theta = rng.normal(size=33)
    losses = lesson["train"](lesson["network_of"](theta), X, y, 5, 30, 0.5, rng)
    for loss in losses:
        g = gradcheck.numerical_gradient(lambda t: lesson["loss_at"](t, X, y), theta)
        theta = theta - 0.5 * g
        assert np.isclose(lesson["loss_at"](theta, X, y), loss, atol=1e-7)


@given(st.integers(2, 12), st.integers(0, 2**32))
def test_hinges_go_through_all_points(lesson, n, seed):
    rng = np.random.default_rng(seed)
    xs, ys = np.cumsum(rng.uniform(0.1, 1, n)), rng.normal(size=n)
    layers = lesson["hinge_network"](xs, ys)
    assert layers[0][0].shape == (n - 1, 1)
    fine = np.linspace(xs[0], xs[-1], 50)
    output = lesson["forward_batch"](fine[:, None], layers)[:, 0]
    assert np.allclose(output, np.interp(fine, xs, ys), atol=1e-8)


def test_links_put_the_widgets_into_states_that_they_take():
    lists = {"units": int, "x": float, "f": str}
    types = {"data": str, "opt": str, "activation": str, "test": bool}
    found = re.findall(r"\]\(#(forward-pass|playground)\?([^)\s]+)\)", TEXT)
    assert len(found) >= 9
    for name, query in found:
        state = {}
        for key, (value,) in parse_qs(query).items():
            if key in lists:
                state[key] = [lists[key](part) for part in value.split(",")]
            else:
                number = (
                    int if key in ("layer", "unit", "steps", "n", "batch") else float
                )
                state[key] = types.get(key, number)(value)
        widget = {"forward-pass": ForwardPass, "playground": Playground}[name](**state)
        assert {key: getattr(widget, key) for key in state} == state


# --- the figures ----------------------------------------------------------------------


def lines(ax):
    return {line.get_label(): line for line in ax.lines}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_valley_draws_each_step_on_the_curve():
    w, path = np.linspace(0, 4, 9), [4.0, 3.0, 2.5]
    shown = lines(plots.plot_valley(w, np.square, {"slow": path}))["slow"]
    assert shown.get_xdata().tolist() == path
    assert shown.get_ydata().tolist() == [16, 9, 6.25]


def test_classes_draw_each_point_in_its_class_and_the_line():
    points = np.array([[0.0, 0], [1, 1], [2, 0]])
    ax = plots.plot_classes(points, [[0], [1], [0]], line=(np.array([1.0, -2]), -0.5))
    zero, one = ax.collections
    assert zero.get_offsets().tolist() == [[0, 0], [2, 0]]
    assert one.get_offsets().tolist() == [[1, 1]]
    (line,) = ax.lines
    for x1, x2 in (line.get_xy1(), line.get_xy2()):
        assert np.isclose(x1 - 2 * x2 - 0.5, 0)


def test_surface_draws_its_boundary_where_the_network_says_one_half():
    x1, x2 = np.linspace(0, 1, 11), np.linspace(0, 1, 5)
    p = np.tile(x1, (5, 1))
    ax = plots.plot_surface(x1, x2, p, np.array([[0.2, 0.2], [0.8, 0.2]]), [0, 1])
    boundary = ax.collections[1].get_paths()[0].vertices
    assert np.allclose(boundary[:, 0], 0.5)


def test_epochs_start_at_one():
    line = lines(plots.plot_epochs({"small": [3.0, 2.0, 1.0]}))["small"]
    assert line.get_xdata().tolist() == [1, 2, 3]
    assert line.get_ydata().tolist() == [3, 2, 1]


def test_hinges_lie_on_the_network():
    x = np.array([0.0, 1, 2])[:, None]
    shown = lines(plots.plot_hinges(x, x, 2 * x, np.array([0.5, 2])))
    assert shown["hinges"].get_ydata().tolist() == [1, 4]
    assert shown["network"].get_ydata().ravel().tolist() == [0, 2, 4]


def test_width_draws_all_runs_and_their_median():
    ax = plots.plot_width([4, 8], {"a": [1.0, 0.5], "b": [[3, 1, 2.0], [1, 1, 4]]})
    shown = lines(ax)
    assert shown["a"].get_ydata().tolist() == [1, 0.5]
    assert shown["b"].get_ydata().tolist() == [2, 1]
    dots = [line.get_ydata().tolist() for line in ax.lines if line.get_marker() == "."]
    assert dots == [[3, 1], [1, 1], [2, 4]]


def test_beyond_shades_what_was_trained():
    x = np.linspace(-4, 4, 9)[:, None]
    ax = plots.plot_beyond(x, x, {"tanh": -x}, (-1, 2))
    band = ax.patches[0].get_extents().transformed(ax.transData.inverted())
    assert np.allclose((band.x0, band.x1), (-1, 2))
    assert lines(ax)["tanh"].get_ydata().tolist() == (-x[:, 0]).tolist()


def test_every_figure_draws_into_given_axes():
    ax = plt.figure().add_subplot()
    assert plots.plot_width([1, 2], {"a": [1, 2]}, ax=ax) is ax
    assert plots.plot_epochs({"a": [1, 2]}, ax=ax) is ax
    assert plots.plot_classes(np.eye(2), [0, 1], ax=ax) is ax
