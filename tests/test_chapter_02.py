"""Chapter 2: what it writes out is the package's, and what it says holds."""

import ast
import json
import math
import re
from pathlib import Path
from urllib.parse import parse_qsl

import matplotlib

matplotlib.use("Agg")

import dying_relu_twin
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from golden_chapter2 import path as descent
from golden_chapter2 import zero_centred
from matplotlib.colors import to_hex

from nnbook import activations, plots, widgets
from nnbook.activations import ACTIVATIONS
from nnbook.exercises.question import load_question
from nnbook.plots import PALETTE

CHAPTERS = Path(__file__).resolve().parents[1] / "chapters"
NOTEBOOK = nbformat.read(CHAPTERS / "02_activations.ipynb", as_version=4)
TEXT = "\n\n".join(c.source for c in NOTEBOOK.cells if c.cell_type == "markdown")
Z = np.linspace(-8, 8, 4001)


def lesson_cells():
    for cell in NOTEBOOK.cells[1:]:  # without the set-up
        if cell.cell_type == "code" and "exercise" not in cell.metadata:
            yield cell


def definitions():
    """Imports, functions and `erf` of the chapter; nothing is trained or drawn.

    What the cells print is compared by nbval, which runs them all.
    """
    names, versions = {}, {}
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    for cell in lesson_cells():
        for statement in ast.parse(cell.source).body:
            is_erf = isinstance(statement, ast.Assign) and "erf" in cell.source[:4]
            if isinstance(statement, kinds) or is_erf:
                exec(ast.unparse(statement), names)
            if isinstance(statement, ast.FunctionDef):
                versions.setdefault(statement.name, []).append(names[statement.name])
    return names, versions


NAMES, VERSIONS = definitions()


def printed(start):
    """What the cell printed that has this in its source."""
    (cell,) = [c for c in lesson_cells() if start in c.source]
    return "".join(o.get("text", "") for o in cell.outputs)


@pytest.fixture
def axes():
    yield plt.figure().add_subplot()
    plt.close("all")


# --- lesson and package ---------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "logistic",
        "d_logistic",
        "d_tanh",
        "relu",
        "d_relu",
        "leaky_relu",
        "gelu",
        "d_gelu",
        "gelu_tanh",
        "silu",
    ],
)
def test_the_lessons_functions_are_the_packages(name):
    package = getattr(activations, name)
    np.testing.assert_allclose(NAMES[name](Z), package(Z), rtol=1e-12, atol=1e-12)
    with np.errstate(all="raise", under="ignore"):
        extremes = np.array([-1000.0, -50.0, 0.0, 50.0, 1000.0])
        got = NAMES[name](extremes)
    np.testing.assert_allclose(got, package(extremes), rtol=1e-12, atol=1e-12)


def test_the_plain_logistic_function_is_right_until_it_overflows():
    plain, stable = VERSIONS["logistic"]
    np.testing.assert_allclose(plain(Z), stable(Z), rtol=1e-12)
    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        plain(np.array([-1000.0]))
    assert math.isclose(stable(-700.0), 9.85967654375977e-305, rel_tol=1e-12)


def test_a_stack_without_function_is_the_product_of_its_matrices():
    rng = np.random.default_rng(0)
    layers = [(rng.normal(size=(4, 4)), rng.normal(size=4)) for _ in range(3)]
    (W1, b1), (W2, b2), (W3, b3) = layers
    x = rng.normal(size=(6, 4))
    W, b = W3 @ W2 @ W1, W3 @ (W2 @ b1 + b2) + b3
    through = NAMES["through"](layers, x, NAMES["identity"])
    np.testing.assert_allclose(through, x @ W.T + b, rtol=1e-10)


def test_saturated_counts_tails_only():
    saturated, z = NAMES["saturated"], np.random.default_rng(0).normal(size=(200, 50))
    assert saturated(activations.d_relu, z) == (z <= 0).mean()
    # GELU's slope passes 0 at -0.75 as well: that is no tail.
    edge = Z[np.abs(activations.d_gelu(Z)) >= 0.05][0]
    assert saturated(activations.d_gelu, z) == (z < edge).mean() < 0.02


# --- what the chapter says ------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("{:.3f}$, and at $z = -2$", activations.logistic(2)),
        ("and at $z = -2$ it gives {:.3f}", activations.logistic(-2)),
        ("= 2.350/3.086 = {:.3f}$", math.tanh(1)),
        ("is worse: about\n{:.3f}", activations.d_logistic(4.5)),
        ("its mean is $1/\\sqrt{{2\\pi}} = {:.2f}$", 1 / math.sqrt(2 * math.pi)),
        ("opens with probability {:.3f}, so on", activations.gelu(1)),
        ("and ${:.3f}$ passes", activations.gelu(-1)),
        ("At $z = -1$ it gives ${:.3f}$, where", activations.silu(-1)),
        ("$(4 - \\pi)/(6\\pi) = {:.4f}$", (4 - math.pi) / (6 * math.pi)),
    ],
)
def test_numbers_in_the_text(said, number):
    assert said.format(number) in TEXT


def test_saturation_begins_where_the_text_says():
    for name, at in (("tanh", 2.2), ("logistic", 2.9)):
        slopes = ACTIVATIONS[name].df(Z)
        assert Z[slopes >= 0.05].max() == pytest.approx(at, abs=0.05)
        assert f"{at}" in TEXT


def test_the_largest_slopes():
    largest = {name: a.df(Z).max() for name, a in ACTIVATIONS.items()}
    assert largest["logistic"] == 0.25
    assert largest["tanh"] == largest["relu"] == 1
    assert 1 < largest["silu"] < largest["gelu"] < 1.13


def test_the_next_term_of_the_tanh_form():
    # Φ and its stand-in, less their slope at 0: what is left is of third order.
    z, cubic = 0.01, (4 - math.pi) / (6 * math.pi)
    exact = math.erf(z / math.sqrt(2))
    forms = [math.tanh(math.sqrt(2 / math.pi) * (z + c * z**3)) for c in (0, cubic)]
    assert abs(forms[1] - exact) < 1e-4 * abs(forms[0] - exact)


def test_the_unit_dies_in_one_large_step():
    learn = NAMES["learn_to_copy"]
    assert learn(1.0, 1) == learn(1.0, 1000) == pytest.approx((0.19, -0.5))
    assert learn(0.1, 2000) == pytest.approx((1, 0), abs=1e-4)


def test_what_nbval_compares_is_what_the_claims_say():
    lines = printed("for rate in (0.1, 1.0, 5.0)").splitlines()
    before, after = zip(
        *(map(int, re.findall(r"(\d+)% (?:before|after)", line)) for line in lines),
        strict=True,
    )
    assert set(before) == {50} and max(after) < 45 and min(after) < 25
    low, high = min(after), max(after)
    feedback = load_question("active-after-training").details["options"][1]["feedback"]
    assert f"from {low} to {high}%" in feedback
    first, second = printed("of 10 dead units").splitlines()
    assert first.startswith("first hidden layer: 0 of 10")
    assert int(re.search(r"(\d+) of 10", second)[1]) > 0
    right = dict(
        re.findall(r"(\S.*\S) *: at least (\d+)%", printed("contestants.items()"))
    )
    right = {name: int(share) for name, share in right.items()}
    solved = {name for name, share in right.items() if share >= 90}
    assert solved == right.keys() - {"nothing", "logistic"} and len(solved) == 5


# --- questions ------------------------------------------------------------------------


def test_answers_follow_from_the_package():
    answer = {
        name: load_question(name).details["answer"]
        for name in ("gelu-at-minus-one", "ten-layers-of-tanh", "parameters-that-count")
    }
    assert answer["gelu-at-minus-one"] == pytest.approx(activations.gelu(-1), abs=5e-4)
    ratio = activations.d_tanh(0) / activations.d_logistic(0)
    assert answer["ten-layers-of-tanh"] == ratio**10
    assert answer["parameters-that-count"] == 784 * 10 + 10
    prompt = load_question("parameters-that-count").prompt
    assert f"{784 * 256 + 256 + 256 * 10 + 10:,}" in prompt


def test_values_left_of_zero_are_in_order():
    texts = [
        item["text"] for item in load_question("values-left-of-zero").details["items"]
    ]
    values = {
        "tanh": activations.tanh(-1),
        "SiLU": activations.silu(-1),
        "GELU": activations.gelu(-1),
        "Leaky ReLU with γ = 0.1": activations.leaky_relu(-1, 0.1),
        "ReLU": activations.relu(-1),
        "logistic function": activations.logistic(-1),
    }
    assert texts == sorted(values, key=values.get)


# --- links that set a widget ----------------------------------------------------------

CLASSES = {
    cls.front_end: cls for cls in vars(widgets).values() if hasattr(cls, "state")
}
LINKS = re.findall(r"\[([^\]]*)\]\(#([\w-]+)\?([^)\s]+)\)", TEXT)


def state(query):
    """Convert an address's values as the page does."""
    values = {}
    for key, text in parse_qsl(query):
        if key == "f":
            values[key] = text.split(",")
        elif key == "start":
            values[key] = [float(number) for number in text.split(",")]
        else:
            values[key] = text if text.isalpha() else json.loads(text)
    return values


@pytest.mark.parametrize(("text", "name", "query"), LINKS)
def test_each_link_is_a_state_that_the_widget_can_have(text, name, query):
    widget = CLASSES[re.sub(r"-\d$", "", name)](**state(query))
    for key, value in state(query).items():
        assert getattr(widget, key) == value, "moved to the end of its range"


def test_links_lead_to_widgets_that_are_there():
    made = re.findall(
        r"^(ActivationExplorer|ZeroCentred|DyingReLU)\(",
        "\n".join(c.source for c in lesson_cells()),
        re.M,
    )
    anchors = {f"activation-explorer-{n}" for n in range(2, 6)}
    anchors |= {"activation-explorer", "zero-centred", "dying-relu"}
    assert sorted(made) == ["ActivationExplorer"] * 5 + ["DyingReLU", "ZeroCentred"]
    assert {name for _, name, _ in LINKS} <= anchors


def test_the_laboratory_does_what_the_text_says():
    dead = {}
    for text, name, query in LINKS:
        if name == "dying-relu":
            dead[text.replace("\n", " ")] = dying_relu_twin.train(**state(query))[0]
    assert dead["rate 0.1"] == 0
    assert 20 < dead["rate 1"] < 40
    assert dead["rate 2"] == 40
    assert 10 < dead["biases that start at −2"] < 40


def test_the_penguins_do_what_the_text_says():
    tasks = zero_centred()["tasks"]
    rows = np.array(zero_centred()["rows"])
    y = (rows[:, 2] - rows[:, 2].mean()) / rows[:, 2].std()

    def steps(kind, rate):
        h, least = tasks[kind]["inputs"], tasks[kind]["least"]
        losses = np.array(descent(h, y, [-1.0, 2.2], rate, None, steps=150)["losses"])
        near = losses - least <= 0.01 * (losses[0] - least)
        return int(np.argmax(near)) if near.any() else None

    rates = [
        state(query)["learning_rate"]
        for _, name, query in LINKS
        if name == "zero-centred" and state(query)["batch"] == "all"
    ]
    assert rates == [0.3, 0.9, 5]
    slow, fast, wild = [(steps("logistic", r), steps("tanh", r)) for r in rates]
    assert slow[0] == pytest.approx(slow[1], rel=0.2)  # "about as many"
    assert fast[0] == pytest.approx(4 * fast[1], rel=0.2)  # "four times as long"
    assert fast[1] < slow[1]
    assert wild == (None, 2)


# --- terms ----------------------------------------------------------------------------


def test_every_chinese_term_is_in_the_glossary():
    glossary = (CHAPTERS / "glossary.md").read_text("utf-8").splitlines()
    terms = re.findall(r"\*\*([^*]+)\*\*\s\(([^)]*[\u4e00-\u9fff][^)]*)\)", TEXT)
    assert len(terms) > 20
    assert [zh for _, zh in terms if zh not in glossary] == []


# --- figures --------------------------------------------------------------------------


def curves(ax):
    """The named lines of a figure."""
    return {
        line.get_label(): line
        for line in ax.lines
        if not line.get_label().startswith("_")
    }


def named(ax):
    """The colour of each name that is written beside a curve."""
    return {text.get_text(): to_hex(text.get_color()) for text in ax.texts}


def test_stacks_shows_the_shape_of_each_curve(axes):
    x = np.linspace(-1, 1, 5)
    assert plots.plot_stacks(x, {"tanh": 7 + 3 * x, "ReLU": -2 * x**2}, axes) is axes
    for line in curves(axes).values():
        y = line.get_ydata()
        assert y.mean() == pytest.approx(0) and y.std() == pytest.approx(1)
    y = curves(axes)["tanh"].get_ydata()
    np.testing.assert_allclose(np.diff(y), np.diff(y)[0])
    assert named(axes) == {"tanh": PALETTE["negative"], "ReLU": PALETTE["activation"]}


def test_saturation_draws_each_functions_shares(axes):
    shares = {"logistic": [0.0, 0.2, 0.5], "tanh": [0.0, 0.3, 0.6]}
    plots.plot_saturation([1, 2, 3], shares, axes)
    for name, line in curves(axes).items():
        assert list(line.get_ydata()) == shares[name]
        assert to_hex(line.get_color()) == named(axes)[name]
    assert axes.get_ylim() == (0, 1)


def test_descent_ends_where_the_axis_ends(axes):
    distances = {"logistic": 0.99 ** np.arange(1000), "tanh": 0.1 ** np.arange(6)}
    plots.plot_descent(distances, axes)
    lines = curves(axes)
    np.testing.assert_allclose(lines["tanh"].get_ydata()[:3], [1, 0.1, 0.01])
    for name, line in lines.items():
        y = line.get_ydata()
        assert y[-1] < 1e-3 <= y[-2]
        np.testing.assert_array_equal(y, distances[name][: len(y)])
    assert axes.get_yscale() == "log"


def test_active_share_counts_units(axes):
    before, after = np.full(30, 0.5), np.r_[np.full(20, 0.2), np.full(10, 0.9)]
    plots.plot_active_share(before, after, axes)
    gray, green = axes.containers
    assert sum(bar.get_height() for bar in gray) == 30
    assert [bar.get_height() for bar in green if bar.get_height()] == [20, 10]
    means = [line.get_xdata()[0] for line in axes.lines]
    np.testing.assert_allclose(means, [0.5, np.mean(after)])


def test_comeback_marks_below_zero_as_dead(axes):
    records = {"first": np.full(50, -0.1), "second": np.linspace(-0.1, 0.6, 50)}
    plots.plot_comeback(records, axes)
    for name, line in curves(axes).items():
        np.testing.assert_array_equal(line.get_ydata(), records[name])
    shaded = axes.patches[0].get_extents().transformed(axes.transData.inverted())
    assert shaded.y1 == pytest.approx(0)
    assert axes.get_ylim()[0] < -0.1


def test_gelu_forms_draws_thousandths(axes):
    z = np.linspace(-5, 5, 101)
    differences = {
        "GELU, tanh form": activations.gelu_tanh(z) - activations.gelu(z),
        "z σ(1.702 z)": z * activations.logistic(1.702 * z) - activations.gelu(z),
    }
    plots.plot_gelu_forms(z, differences, axes)
    for name, line in curves(axes).items():
        np.testing.assert_allclose(line.get_ydata(), 1e3 * differences[name])
    # Each name stands clear of all curves.
    for text in axes.texts:
        x, y = text.get_position()
        for line in curves(axes).values():
            near = np.abs(line.get_xdata() - x) < 1.2
            assert np.abs(line.get_ydata()[near] - y).min() > 1
