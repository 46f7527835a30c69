"""Chapter 5: its functions equal the package's, its numbers are those of the text."""

import re
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from lesson import CHAPTERS, cells_of, printed, run

from nnbook import nn, optim, plots
from nnbook.activations import ACTIVATIONS
from nnbook.initializers import he_normal, xavier_uniform
from nnbook.tensor import Tensor
from nnbook.widgets import GradientFlow, Race

matplotlib.use("svg")
CELLS = cells_of("05_gradients")
TEXT = " ".join(
    " ".join(cell.source.split()) for cell in CELLS if cell.cell_type == "markdown"
)
APART = ("Question(", "GradientFlow(", "Race(")


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    return run(CELLS, APART)


def numbers(name, line):
    """The numbers that line number `line` of a cell's output ends with."""
    text = printed(CELLS, name).splitlines()[line].split(":", 1)[1]
    return [float(x) for x in re.findall(r"-?\d+\.?\d*(?:e[+-]\d+)?", text)]


# --- the lesson is the package, and torch ---------------------------------------------


@given(st.sampled_from(list(ACTIVATIONS)), st.integers(1, 6), st.integers(0, 2**32))
def test_deltas_equal_the_engine_and_torch(lesson, name, depth, seed):
    rng = np.random.default_rng(seed)
    X, last = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    weights = [rng.normal(size=(5, 5)) for _ in range(depth)]
    f, df = ACTIVATIONS[name].f, ACTIVATIONS[name].df
    Z, A = lesson["forward"](X, weights, f)
    ours = lesson["deltas"](last, Z, weights, df)
    assert len(Z) == len(A) == len(ours) == depth
    a, zs = Tensor(X), []
    for W in weights:
        zs.append(a @ W.T)
        a = nn.Activation(name)(zs[-1])
    zs[-1].backward(last)
    for z, delta in zip(zs, ours, strict=True):
        assert np.allclose(z.grad, delta, atol=1e-12)
    assert np.allclose(a.data, A[-1])


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 2**32))
def test_initializers_equal_the_package(lesson, fan_out, fan_in, seed):
    shape = fan_out, fan_in
    for ours, theirs in (("xavier", xavier_uniform), ("he", he_normal)):
        made = lesson[ours](shape, np.random.default_rng(seed))
        assert np.allclose(made, theirs(shape, np.random.default_rng(seed)))


@given(st.integers(2, 6), st.integers(0, 2**32))
def test_layer_norm_equals_the_package_and_torch(lesson, n, seed):
    z = np.random.default_rng(seed).normal(scale=3, size=(4, n))
    ours = lesson["layer_norm"](z)
    assert np.allclose(ours, nn.LayerNorm(n)(Tensor(z)).data, atol=1e-12)
    theirs = torch.nn.LayerNorm(n).double()(torch.tensor(z)).detach().numpy()
    assert np.allclose(ours, theirs, atol=1e-12)


@given(st.floats(0.01, 20), st.integers(0, 2**32))
def test_clipping_equals_the_package_and_torch(lesson, most, seed):
    rng = np.random.default_rng(seed)
    gradients = [rng.normal(size=shape) for shape in ((2, 3), (4,))]
    ours = lesson["clip"](gradients, most)
    tensors = [Tensor(g) for g in gradients]
    leaves = [torch.tensor(g, requires_grad=True) for g in gradients]
    for tensor, leaf, g in zip(tensors, leaves, gradients, strict=True):
        tensor.grad, leaf.grad = g, torch.tensor(g)
    optim.clip_grad_norm(tensors, most)
    torch.nn.utils.clip_grad_norm_(leaves, most)
    for g, tensor, leaf in zip(ours, tensors, leaves, strict=True):
        assert np.allclose(g, tensor.grad, rtol=1e-12)
        assert np.allclose(g, leaf.grad.numpy(), rtol=1e-4)  # torch adds 1e-6


def test_all_agree_and_both_find_the_same_layer():
    assert printed(CELLS, "all-agree").split() == ["True", "True"]
    ours, finite = printed(CELLS, "trace").splitlines()
    assert finite.endswith("True")
    assert (
        ours.split("layer")[1]
        == printed(CELLS, "torch-trace").strip().split("layer")[1]
    )


# --- the numbers of the text ----------------------------------------------------------


def test_the_product():
    assert numbers("first-look", 4) == [1e-31]
    assert "Thirty-one powers of ten" in TEXT
    assert 1.25**49 == pytest.approx(56_000, rel=0.01)  # "by a factor of 56,000"
    assert 1.5**50 == pytest.approx(6e8, rel=0.1)  # "six hundred million"
    assert 1.5**49 == pytest.approx(4e8, rel=0.1)


def test_vanishing(lesson):
    assert printed(CELLS, "slopes").strip().endswith("0.24")
    assert 0.24**49 == pytest.approx(4e-31, rel=0.1)
    assert 0.5**49 == pytest.approx(2e-15, rel=0.2)
    row = [
        float(x) for x in printed(CELLS, "operator-norms").splitlines()[-1].split()[3:]
    ]
    assert row == pytest.approx([1.15, 2, 2.83], abs=0.06)
    assert lesson["stretch"].mean() == pytest.approx(1, abs=0.03)
    assert lesson["stretch"].max() < 1.5
    assert float(printed(CELLS, "stretch").split("at most ")[1].split()[0]) > 1.8
    tanh, bound = numbers("bounds", 0)[0], numbers("bounds", 0)[-1]
    assert 0.05 < tanh < 1
    assert bound >= 1e14


def test_tanh_shrinks_like_one_over_the_root_of_the_depth(lesson):
    wide = {
        depth: lesson["rms"]([lesson["left_over"]("tanh", depth) for _ in range(6)])
        for depth in (10, 100)
    }
    assert 2 < wide[10] / wide[100] < 5  # "about a third"
    left = [
        float(x.split(":")[1].split()[0]) for x in printed(CELLS, "edge").splitlines()
    ]
    assert left[0] < 1e-4 < left[1] < 1 < left[2] < left[3]


def test_exploding(lesson):
    assert 1e8 <= numbers("exploding", 0)[0] < 1e9  # "Hundreds of millions"
    lines = printed(CELLS, "counterexample").split()
    assert lines == ["3.0", "3.0", "0.0"]
    assert min(lesson["each"]) > 1
    assert np.prod(lesson["each"]) > 1e12
    assert lesson["change"] < 1
    assert printed(CELLS, "to-nan").splitlines()[1] == "after 1 steps: loss nan"


def test_who_moves_faster(lesson):
    ratio = {name: u[0] / u[-1] for name, u in lesson["updates"].items()}
    assert ratio["logistic"] < 1e-17
    assert ratio["tanh × 3"] > 1000  # "thousands of times as fast"
    assert 0.2 < ratio["ReLU × 1.5"] < 5  # "equally"
    assert numbers("biases", 0)[-1] > 1e4
    update = printed(CELLS, "smaller-rate").splitlines()
    assert len({line.split()[-1] for line in update}) == 1
    assert float(update[0].split()[-1]) == pytest.approx(1e-18, rel=0.9)


def test_where_initializers_hold():
    small, tanh, relu, logistic = (numbers("where-xavier-holds", i) for i in range(4))
    assert small == pytest.approx([1, 1], rel=0.3)
    assert tanh == pytest.approx([0.1, 0.1], rel=0.5)
    assert relu == pytest.approx([3e-8, 3e-8], rel=2)
    assert (logistic[0], logistic[1] < 1e-30) == (0.5, True)
    assert all(0.1 <= x <= 10 for x in numbers("he", 1))  # "within a factor of ten"
    assert numbers("compromise", 0) + numbers("compromise", 1) == [1.5, 0.5]


def test_remedies(lesson):
    plain = [numbers("norm-helps", i) for i in range(3)]
    assert plain[2][0] / plain[0][0] == pytest.approx(1e40, rel=9)
    assert all(0.3 < row[1] < 3 for row in plain)
    assert numbers("norm-helps", 3)[0] < 1e-6
    left = {name: row[-1] for name, row in lesson["left"].items()}
    kept = {name for name, x in left.items() if 0.01 < x < 100}
    assert kept == {"tanh", "ReLU, He", "ReLU, LayerNorm", "logistic, residual"}
    assert left["ReLU × 1.5"] > 1e15
    assert left["logistic"] < left["logistic, LayerNorm"] < left["ReLU, Xavier"] < 1e-14


def test_what_learns(lesson):
    learned = {name: np.less(x, 0.9).sum() for name, x in lesson["losses"].items()}
    assert learned == {
        "logistic": 0,
        "logistic, η = 0.01": 0,
        "tanh": 3,
        "ReLU, He": 2,
        "ReLU × 1.5": 0,
        "ReLU × 1.5, clipped": 3,
        "ReLU, LayerNorm": 0,
        "ReLU, residual": 3,
        "ReLU × 1.5, η = 1e-5": 0,
    }
    assert np.isnan(lesson["losses"]["ReLU × 1.5"]).all()
    assert np.isfinite(lesson["losses"]["ReLU × 1.5, η = 1e-5"]).all()
    assert "in two of three starts" in TEXT


def test_links_put_the_laboratories_into_states_that_they_take():
    found = re.findall(r"\]\(#(gradient-flow|race)\?([^)\s]+)\)", TEXT)
    assert len(found) >= 12
    kinds = {"gain": float, "entries": lambda names: names.split(",")}
    kinds |= dict.fromkeys(("depth", "layer", "steps"), int)
    kinds["product"] = {"true": True, "false": False}.get
    for name, query in found:
        state = {key: kinds.get(key, str)(v) for key, (v,) in parse_qs(query).items()}
        widget = {"gradient-flow": GradientFlow, "race": Race}[name](**state)
        for key, value in state.items():
            assert getattr(widget, key) == value


def test_every_chinese_term_is_in_the_glossary():
    glossary = (CHAPTERS / "glossary.md").read_text("utf-8").splitlines()
    terms = re.findall(r"\(([\u4e00-\u9fff]+)\)", TEXT)
    assert len(terms) >= 8
    assert [term for term in terms if term not in glossary] == []


# --- the figures ----------------------------------------------------------------------


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_layers_run_back_to_the_first():
    ax = plots.plot_layers({"a": [1e-3, 1.0]}, "size", bounds={"a": [1.0, 1.0]})
    assert ax.get_xlim() == (2, 1)
    assert texts(ax) == ["a", "at most, a"]
    assert [line.get_ydata()[0] for line in ax.lines] == [1e-3, 1.0]


def test_names_do_not_cover_each_other():
    series = {str(i): [1, 1.0 + i / 100] for i in range(6)}
    ax = plots.plot_depth([1, 10], series | {"low": [1, 1e-9]}, "left")
    places = sorted(text.xy[1] for text in ax.texts)
    assert np.diff(places).min() > 0.08
    assert places[-1] <= 1


def test_stretch_marks_the_most():
    ax = plots.plot_stretch(np.linspace(0.8, 1.2, 50), 2.0)
    assert ax.lines[0].get_xdata()[0] == 2.0


def test_spread_has_a_point_for_each_network():
    ax = plots.plot_spread((16, 64), [[1.0, 2, 3], [2.0, 2, 2]])
    assert [len(line.get_ydata()) for line in ax.lines[:4]] == [3, 1, 3, 1]
    assert ax.lines[1].get_ydata()[0] == 2


def test_clipping_shows_each_gradient_before_and_after():
    before, after = np.array([[3.0, 4], [0.1, 0]]), np.array([[0.6, 0.8], [0.1, 0]])
    ax = plots.plot_clipping(before, after, 1)
    assert [note.xy for note in ax.texts if hasattr(note, "xy")] == pytest.approx(after)
    assert ax.patches[0].radius == 1
