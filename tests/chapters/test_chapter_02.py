"""Chapter 2: what it writes out is the package's, and what it says holds."""

import ast
import functools
import json
import math
import re
from urllib.parse import parse_qsl

import matplotlib

from tests import ROOT

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib.colors import to_hex

from nnbook import activations, plots, widgets
from nnbook.activations import ACTIVATIONS
from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from nnbook.plots import PALETTE
from tests.chapters.lesson import defined, prose, says, starter, word
from tests.golden import dying_relu_twin
from tests.golden.chapter2 import path as descent
from tests.golden.chapter2 import zero_centred

CHAPTERS = ROOT / "chapters"
NOTEBOOK = nbformat.read(CHAPTERS / "02_activations.ipynb", as_version=4)
TEXT = "\n\n".join(c.source for c in NOTEBOOK.cells if c.cell_type == "markdown")
PROSE = prose(NOTEBOOK.cells)
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


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define."""
    return defined("02_activations")


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


def test_numbers_in_the_text():
    logistic, tanh, e = activations.logistic, math.tanh, math.e
    y, z = logistic(2), logistic(-2)
    says(
        PROSE,
        rf"$1/(1 + e^{{-2}}) = 1/{1 + e**-2:.3f} = {y:.3f}$, and at $z = -2$ it gives"
        rf" {z:.3f}, which is what is missing from {y:.3f} to 1",
        rf"$0.5 \cdot 0.5 = {activations.d_logistic(0)}$",
        rf"is worse: about {activations.d_logistic(4.5):.3f}",
        rf"$(e - 1/e)/(e + 1/e) = {e - 1 / e:.3f}/{e + 1 / e:.3f} = {tanh(1):.3f}$. Now"
        rf" compare: $\sigma(2) = {y:.3f}$, and $2 \cdot {y:.3f} - 1 = {2 * y - 1:.3f}$",
        rf"$4 \cdot 0.25 = {activations.d_tanh(0):g}$, which is just what wish 4",
        rf"its mean is $1/\sqrt{{2\pi}} = {1 / math.sqrt(2 * math.pi):.2f}$",
        rf"turns $-2$ into ${activations.leaky_relu(-2, 0.1)}$",
        rf"opens with probability {activations.gelu(1):.3f}, so on average"
        rf" {activations.gelu(1):.3f} passes. At $z = -1$ it opens with probability"
        rf" {-activations.gelu(-1):.3f}, and ${activations.gelu(-1):.3f}$ passes",
        rf"At $z = -1$ it gives ${activations.silu(-1):.3f}$, where GELU gives"
        rf" ${activations.gelu(-1):.3f}$",
        rf"$(4 - \pi)/(6\pi) = {(4 - math.pi) / (6 * math.pi):.4f}$",
    )


def test_layers_collapse_as_the_text_says(lesson):
    layers = [(np.array([[2]]), np.array([1])), (np.array([[3]]), np.array([-4]))]
    b, next_ = lesson["through"](layers, np.array([[0], [1]]), lambda z: z).ravel()
    twenty = sum(W.size + b.size for W, b in lesson["layers"])
    W = np.linalg.multi_dot([W for W, _ in reversed(lesson["layers"])])
    one = W.size + lesson["layers"][-1][1].size
    spelled = {600: "Six hundred", 30: "thirty"}
    says(
        PROSE,
        f"$3(2x + 1) - 4 = {next_ - b}x - {-b}$. That is one neuron: it multiplies by"
        f" {next_ - b} and subtracts {-b}",
        f"{spelled[twenty]} numbers, and {spelled[one]} would have done",
    )


def test_what_slopes_leave_of_a_gradient():
    assert 0.25**20 < 1e-6 * 1e-6
    assert "less than a millionth of a millionth" in PROSE


def test_a_step_that_overshoots():
    """One input of 2, as the text has it, by gradient descent on half the square."""
    after = [(1 - rate * 2 * (1 * 2)) for rate in (0.1, 0.6)]
    for rate, e in zip((0.1, 0.6), after, strict=True):
        w = 1.0 + 5  # the best weight is 5
        assert w - rate * (2 * w - 2 * 5) * 2 == pytest.approx(5 + e)
    says(
        PROSE,
        f"the slope of the loss is $2^2 \\cdot e = {2**2}e$",
        f"At a learning rate of 0.1 a step leaves $e - {1 - after[0]:.1f}e ="
        f" {after[0]:.1f}e$; at 0.6 it leaves $e - {1 - after[1]:.1f}e ="
        f" {after[1]:.1f}e$, and the next one is worse",
    )


def test_where_floats_end():
    largest = np.finfo(float).max
    last_exponent = math.floor(math.log(largest))
    prompt = load("stable-logistic").prompt_cell
    says(
        PROSE,
        rf"numbers end near ${largest / 1e308:.1f} \cdot 10^{{308}}$",
        rf"once $z$ is below about $-{last_exponent}$",
        rf"$\sigma(-50)$ is ${activations.logistic(-50) * 1e22:.2f} \cdot 10^{{-22}}$",
    )
    assert "1.93" in prompt
    assert 1 - activations.logistic(40.0) == 0 < activations.logistic(-40.0)
    assert "At $z = 40$ the logistic function is so close to 1" in PROSE


def test_saturation_grows_with_the_spread():
    """Shares of normal net inputs that lie beyond where each curve gets flat."""

    def share(edge, spread):
        return math.erfc(edge / spread / math.sqrt(2))

    for spread in np.linspace(0.1, 10, 34):
        assert share(2.18, spread) >= share(2.89, spread)  # tanh above logistic
    assert max(share(2.18, 1), share(2.89, 1)) < 0.03  # "hardly any", "nearly none"
    assert min(share(2.18, 10), share(2.89, 10)) > 0.75  # "more than three quarters"
    wide, narrow = re.findall(
        r"spreads +([\d.]+), saturated ([\d.]+)%", printed("for scale in (1, 10)")
    )
    assert [round(float(z)) for z, _ in (wide, narrow)] == [10, 1]
    says(
        PROSE,
        "its variance is 100, and its standard deviation 10. Divide the weights by 10,"
        " and it is 1",
        "nearly none at 1, more than three quarters at 10, tanh above logistic",
        "three quarters of them stuck, or hardly any",
    )
    assert float(wide[1]) == pytest.approx(75, abs=5) and float(narrow[1]) < 1


def test_the_cost_of_positive_inputs():
    constant = int(re.search(r"logistic units: (\d+)%", printed("never_change"))[1])
    says(PROSE, f"One next neuron in {word(round(100 / constant))} hears nothing but")
    means, spreads, steps = np.array(
        [
            [float(x) for x in re.findall(r"[\d.]+(?=,| steps)", line.split(":")[1])]
            for line in printed("argmax(distances").splitlines()
        ]
    ).T
    # Each pair differs in centring alone: the spread is the same.
    assert means == pytest.approx([0.5, 0, 0.5, 0], abs=0.02)
    assert spreads[0] == spreads[1] and spreads[2] == spreads[3]
    logistic, centred, moved, tanh = steps
    assert 100 <= logistic < 1000 and tanh <= 6
    assert "Hundreds of steps against a handful" in PROSE
    assert "within a few steps, with logistic inputs after hundreds" in PROSE
    says(
        PROSE,
        f"spread {word(round(spreads[3] / spreads[1]))} times as wide",
        f"makes the logistic function {word(round(logistic / centred))} times as fast",
        f"tanh without it becomes {word(round(moved / tanh))} times as slow",
        f"The rest, a factor of {word(round(centred / tanh))}, is the spread",
    )


def test_what_the_cost_of_positive_inputs_comes_from():
    """On other inputs: the mean alone, the spread alone, and both taken away."""
    z = np.random.default_rng(0).normal(size=(1000, 10))
    a, t = activations.logistic(z), np.tanh(z)

    def steps(inputs):
        return np.argmax(NAMES["descend"](inputs) < 0.01)

    # The spread alone: tanh as narrow as the logistic function is as slow as that.
    assert steps(t * (a.std() / t.std())) == pytest.approx(steps(a - 0.5), rel=0.1)
    assert steps(a) > 10 * steps(a - 0.5) > 50 * steps(t)
    # Without both, which function it was no longer matters.
    standard = [(x - x.mean(0)) / x.std(0) for x in (a, t)]
    assert steps(standard[0]) == steps(standard[1]) < steps(t)
    # The constant part drowns the rest with tanh, too, once it has one as large.
    wide = np.random.default_rng(0).normal(size=(500, 100))
    never = NAMES["never_change_sign"]
    NAMES["rng"] = np.random.default_rng(1)
    logistic, tanh = activations.logistic(wide), np.tanh(wide)
    large = 0.5 * tanh.std() / logistic.std()
    assert never(logistic) > 0.15 and never(tanh + large) > 0.15
    assert never(logistic - 0.5) == never(tanh) == 0


def test_the_shares_of_active_units(lesson):
    before, after = lesson["before"], lesson["after"]
    assert np.ptp(before) < 0.15 and before.mean() == pytest.approx(0.5, abs=0.01)
    assert (after <= 0.25).mean() > 0.5
    assert ((after >= 0.1) & (after <= 0.3)).mean() > 0.9
    says(
        PROSE,
        f"The task: {len(lesson['points'])} points in the plane",
        f"One hidden layer of {len(before)} ReLU units",
        "most are active for a quarter of them or fewer",
        f"all {len(before)} units lie near one half, after training nearly all lie"
        " between 10 and 30 percent",
    )


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


def test_why_the_bias_shift_of_relu_is_smaller():
    z = np.random.default_rng(0).normal(size=400_000)
    relu, logistic = activations.relu(z), activations.logistic(z)
    say = (
        "the mean is {:.2f} of the spread in place of {:.1f} times, most of it because"
    )
    says(
        PROSE,
        say.format(relu.mean() / relu.std(), logistic.mean() / logistic.std()),
        f"spread as far would come to {logistic.mean() / relu.std():.2f}",
    )


def test_the_slope_at_the_corner_changes_no_weight(lesson, monkeypatch):
    torch, nn = lesson["torch"], lesson["nn"]
    linear = functools.partial(nn.Linear, dtype=torch.float64)  # the chapter's default
    monkeypatch.setattr(nn, "Linear", linear)

    class OneAtTheCorner(nn.Module):
        def forward(self, z):
            return torch.where(z >= 0, z, 0 * z)  # torch.relu has the slope 0 at 0

    nets = []
    for f in (nn.ReLU, OneAtTheCorner):
        nets.append(lesson["network"](f, width=100, depth=1))
        lesson["train"](nets[-1], 1.0, steps=100)
    for one, other in zip(*(net.parameters() for net in nets), strict=True):
        assert torch.equal(one, other)


def test_the_next_term_of_the_tanh_form():
    # Φ and its stand-in, less their slope at 0: what is left is of third order.
    z, cubic = 0.01, (4 - math.pi) / (6 * math.pi)
    exact = math.erf(z / math.sqrt(2))
    forms = [math.tanh(math.sqrt(2 / math.pi) * (z + c * z**3)) for c in (0, cubic)]
    assert abs(forms[1] - exact) < 1e-4 * abs(forms[0] - exact)


def test_the_unit_dies_in_one_large_step():
    learn = NAMES["learn_to_copy"]
    x = np.array([0.2, 0.5, 0.8])
    answers = 2 * x + 3
    error = (answers - x).mean()
    w, b = learn(1.0, 1)
    says(
        PROSE,
        "Its answers {:.1f}, {:.1f} and {:.1f} are too high".format(*answers),
        f"by {error:.1f} on average. So the gradient of the bias is {error:.1f}. With a"
        f" learning rate of 0.1 the bias falls to {learn(0.1, 1)[1]:.2f}, and all is"
        f" well. With a rate of 1 it falls to ${b:.1f}$, and the weight to {w:.2f}",
        f"${w:.2f}x - {-b:.1f}$ is below 0 for all three inputs",
    )
    assert (w * x + b < 0).all()
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
    right = dict(
        re.findall(r"(\S.*\S) *: at least (\d+)%", printed("contestants.items()"))
    )
    right = {name: int(share) for name, share in right.items()}
    solved = {name for name, share in right.items() if share >= 90}
    assert solved == right.keys() - {"nothing", "logistic"}
    says(
        PROSE,
        f"this chapter {word(len(right))} networks get the same data",
        f"{word(len(solved)).capitalize()} of them solve the task",
    )
    steps = int(re.search(r"back after (\d+) steps", printed("crossing = "))[1])
    assert 12 <= steps <= 60 and "after a few dozen steps" in PROSE


def test_gelu_and_its_stand_ins():
    tanh_form, rough = map(float, re.findall(r"most ([\d.]+)", printed("miss = {")))
    assert round(2000 * tanh_form) == 1 and round(1000 * rough) == 20
    assert tanh_form < 0.0005
    says(
        PROSE,
        "the tanh form stays within half a thousandth, z times sigma of 1.702 z is off"
        " by up to twenty thousandths",
        "Half a thousandth is small",
        "Its tanh form is off by less than 0.0005",
        "At [1.4](#activation-explorer-5?f=gelu,relu&z=1.4) GELU is steeper than ReLU",
    )
    assert activations.d_gelu(1.4) > activations.d_relu(1.4)


def test_the_table_says_what_the_text_reads_in_it():
    (cell,) = [c for c in lesson_cells() if "Markdown(" in c.source]
    table = cell.outputs[0]["data"]["text/markdown"].splitlines()[2:]
    rows = {row.split("|")[0].strip("`"): row.split("|")[1:] for row in table}
    largest = {name: float(row[1].split(" to ")[1]) for name, row in rows.items()}
    flat = {name: float(row[2].rstrip("%")) for name, row in rows.items()}
    means = {name: float(row[3].split(" ± ")[0]) for name, row in rows.items()}
    smooth = rows.keys() - {"step"}
    assert [name for name in smooth if largest[name] < 1] == ["logistic"]
    half = {name for name in smooth if flat[name] == 50}
    assert half == {"relu", "leaky_relu"}
    assert max(flat[name] for name in smooth - half) < 3
    assert [name for name in smooth if means[name] == 0] == ["tanh"]


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
    two_layers = 784 * 256 + 256 + 256 * 10 + 10
    assert f"{two_layers:,}" in prompt
    details = load_question("parameters-that-count").details
    assert f"The other {two_layers - 7850:,} numbers" in details["feedback"]
    mistakes = [mistake["value"] for mistake in details["mistakes"]]
    assert mistakes == [two_layers, 7840, 7840 + 784, 784 * 256 + 256, 256 * 10 + 10]
    mistakes = load_question("ten-layers-of-tanh").details["mistakes"]
    assert [m["value"] for m in mistakes] == [ratio, 10 * ratio, 2**10, 1, 3**10]
    details = load_question("gelu-at-minus-one").details
    kept = activations.gelu(np.array([-1, 1])) / [-1, 1]
    assert "keeps {:.0%} of −1, and {:.0%} of 1".format(*kept) in details["feedback"]
    mistakes = [mistake["value"] for mistake in details["mistakes"]]
    assert mistakes[:3] == np.round([kept[0], -kept[1], kept[1]], 3).tolist()
    assert mistakes[-1] == round(float(activations.silu(-1)), 3)


def correct(question_id):
    """The text of a prediction's right option, and what is said of it."""
    question = load_question(question_id)
    (option,) = [o for o in question.details["options"] if o.get("correct")]
    assert question.predict
    return option["text"], option["feedback"]


def test_the_best_line_for_xor_is_predicted_as_the_cell_finds_it():
    assert printed("lstsq(A, t_xor)") == "best linear answer: [0.5 0.5 0.5 0.5]\n"
    assert correct("best-line-for-xor")[0] == "0.5 at each corner."
    says(PROSE, "One half, everywhere: it has no opinion")


def test_the_steepest_gelu_is_predicted_as_the_cell_finds_it():
    slope, z = re.search(
        r"largest slope ([\d.]+) at z = ([\d.]+)", printed("low, steep = ")
    ).groups()
    text, _ = correct("steepest-gelu")
    assert text == "Beyond 1, somewhere on the right." and float(slope) > 1 < float(z)
    for option in load_question("steepest-gelu").details["options"]:
        assert slope in option["feedback"] and f"z = {z}" in option["feedback"]
    right = Z[Z > 0]
    assert (activations.gelu(right) < right).all()  # "GELU runs below ReLU"


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
    question = load_question("values-left-of-zero").details
    said = [f"{values[name]:.3f}".rstrip("0").rstrip(".") for name in texts]
    said = [text.replace("-", "−") for text in said]
    assert f"Yes: {', '.join(said[:-1])}, and {said[-1]}." == question["feedback"]
    for item, text in zip(question["items"], said, strict=True):
        assert text in item["feedback"]


# --- exercises ------------------------------------------------------------------------


def test_the_report_stops_as_its_prompt_says():
    names = starter("report-that-stops")
    with pytest.raises(ValueError):
        names["report"]([40.0], [0])
    with pytest.raises(OverflowError):
        names["report"]([-800.0], [0])
    assert names["report"]([2.0], [1]) == pytest.approx(math.log(1 + math.exp(-2)))


def test_the_slope_was_right_with_tanh_and_is_at_zero():
    exercise, names = load("slope-that-was-right"), {}
    exec(exercise.starter, names)
    silu = exercise.starter
    for old, new in (
        ("w * a * sigma(w * a)", "tanh(w * a)"),
        ("sigma(a) * (1 + a * sigma(-a))", "(1 - a * a)"),
    ):
        assert silu.count(old) == 1
        silu = silu.replace(old, new)
    tanh = {"tanh": math.tanh}
    exec(silu, tanh)
    says(exercise.prompt, "`a = tanh(w * a)`, then `slope *= w * (1 - a * a)`")

    def off(through, x, weights=(2.0, -1.5)):
        right, left = through(x + 1e-5, weights)[0], through(x - 1e-5, weights)[0]
        return abs(through(x, weights)[1] - (right - left) / 2e-5)

    for x in (-1.0, 0.3, 2.0):
        assert off(tanh["through"], x) < 1e-6 < 1e-3 < off(names["through"], x)
    assert off(names["through"], 0.0) < 1e-6


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
    units, points = dying_relu_twin.UNITS, len(dying_relu_twin.X)
    says(
        PROSE,
        f"In the laboratory below {units} units learn a curve from {points} points",
    )


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
