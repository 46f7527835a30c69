"""Chapter 4: what its cells build equals the package, and its figures show the data."""

import json
import math
import re
from pathlib import Path
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook import gradcheck, nn, ops, optim, plots, results
from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from nnbook.tensor import Tensor, unbroadcast
from nnbook.widgets import DrawADigit, GraphStepper
from nnbook.widgets.draw_a_digit import INK, decode
from tests.bench import digit_network, wrong_transpose
from tests.chapters.lesson import (
    cells_of,
    defined,
    holds,
    printed,
    prose,
    says,
    starter,
    word,
)
from tests.golden.digits import case, trained

matplotlib.use("svg")
CELLS = cells_of("04_backpropagation")
PROSE = prose(CELLS)


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    return defined("04_backpropagation")


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


# --- the numbers of the text ----------------------------------------------------------


def minus(text):
    """A true minus sign, as in the prose."""
    return text.replace("-", "−")


def test_the_first_graphs_by_hand(lesson):
    y, rule = lesson["square"](3)
    t, to_x, _ = lesson["add"](1, 2)
    z, to_t = lesson["square"](t)
    says(
        PROSE,
        f"$y = x^2 = {y}$",
        rf"$y$ grows $2x = {rule(1)}$ times as fast",
        rf"the message down is $4 \times {rule(1)} = {rule(4)}$",
        f"x = 3 goes in and y = {y} comes out. Backward, the upstream gradient 4 comes in"
        f" from the right, is multiplied by the local derivative {rule(1)}, and {rule(4)}",
        f"we get $t = {t}$ and $z = {z}$",
        rf"$1 \times 2t = {to_t(1)}$ of it, and {to_t(1)} arrives at $t$",
        f"{to_x(to_t(1))} arrives at $x$, and {to_x(to_t(1))} at $y$",
        "Put [y = −1](#",
    )
    assert lesson["add"](1, -1)[0] == 0


def test_the_fan_out_by_hand(lesson):
    _, to_x, _ = lesson["mul"](3, 4)
    product, alone = to_x(1), 1
    says(
        PROSE,
        f"the first term grows by {product * 0.01:.2f}, the second by"
        f" {alone * 0.01:.2f}, together by {(product + alone) * 0.01:.2f}",
        f"{product} comes back along the one into the product and {alone} along the one"
        f" into the sum, and below x stands {product} + {alone} = {product + alone}",
        f"a gradient of {product} or of {alone} instead of {product + alone}",
        "in which a node in the *middle* is used three times",
    )
    a = Tensor(2.0) * 3
    (a * a + a).backward()
    assert a.grad == 2 * 6 + 1  # three uses: two in the product, one in the sum


def test_the_logistic_function_node_by_node(lesson):
    n, to_x, _ = lesson["mul"](1.0, -1.0)
    e, to_n = lesson["exp"](n)
    u, _, to_e = lesson["add"](1.0, e)
    y, to_u = lesson["reciprocal"](u)
    g_u = to_u(1.0)
    g_n = to_n(to_e(g_u))
    g = {"u": g_u, "e": to_e(g_u), "n": g_n, "x": to_x(g_n)}
    says(
        PROSE,
        f"Above them the values 1, {n:g}, {e:.4g}, {u:.4g} and {y:.4g}; below them, from"
        f" the right, the gradients 1, {g['u']:.4g}, {g['e']:.4g}, {g['n']:.4g} and"
        f" {g['x']:.4g}",
        f"the gradient starts as 1 and leaves as {g['x']:.4f}",
        rf"With $y = {y:.4f}$ that is ${y:.4f} \cdot {1 - y:.4f} = {y * (1 - y):.4f}$",
    )
    assert 1 / (1 + math.exp(-6)) * (1 - 1 / (1 + math.exp(-6))) < 0.003  # "hardly any"


def test_softmax_by_hand():
    z, t = np.array([1.0, 2, 0]), np.array([1.0, 0, 0])
    p = np.exp(z) / np.exp(z).sum()
    gradient = p - t
    up, down, down_too = (f"{abs(g):.2f}" for g in gradient)
    says(
        PROSE,
        "The three gradients are "
        + minus("{:.3f}, {:.3f} and {:.3f}".format(*gradient))
        + ", and the probabilities were {:.3f}, {:.3f} and {:.3f}".format(*p),
        f"up by {up} at the right class, down by {down} and {down_too} at the others",
    )


def test_where_exp_overflows():
    single, double = (np.log(np.finfo(kind).max) for kind in (np.float32, np.float64))
    leads = re.findall(r"lead of (\d+)", printed(CELLS, "breakdown"))
    says(
        PROSE,
        f"about $e^{{{single:.1f}}}$ (and the largest float64 $e^{{{double:.1f}}}$)",
        "If the wrong class leads by 110, the probability of the right one is $e^{-110}$,"
        " which float32 rounds to 0",
        f"The plain formula stops at {leads[0]}, softmax followed by the logarithm at"
        f" {leads[1]}, log-sum-exp goes on to the end",
    )
    assert np.exp(np.float32(-110)) == 0
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(800.0)) and "there $e^{800}$ is too large" in PROSE
    feedback = [
        option["feedback"]
        for option in load_question("loss-of-a-rounded-probability").details["options"]
    ]
    assert f"larger than {-math.log(1e-12):.1f}," in feedback[0]
    zero = [
        next(n for n in range(2000) if np.exp(kind(-n)) == 0)
        for kind in (np.float32, np.float64)
    ]
    ends = (104, 745)
    assert f"from a lead of about {ends[0]} to one of about {ends[1]}" in feedback[2]
    assert np.allclose(zero, ends, atol=1)


def test_a_layer_by_hand():
    W, a, delta = np.array([[1, 2], [3, 4]]), np.array([5, 6]), np.array([10, -1])
    to_W, (first, second) = np.outer(delta, a), W.T @ delta
    says(
        PROSE,
        r"= \begin{pmatrix} 10 \\ -1 \end{pmatrix}",
        rf"first row $10 \cdot 5$ and $10 \cdot 6$, in the second ${to_W[1, 0]}$ and"
        rf" ${to_W[1, 1]}$",
        rf"that is $1 \cdot 10 + 3 \cdot (-1) = {first}$, for $a_2$ it is"
        rf" $2 \cdot 10 + 4 \cdot (-1) = {second}$",
    )
    assert str(to_W.astype(float).tolist()) in printed(CELLS, "small-layer")


def test_the_shapes_of_the_steps(lesson):
    def times(*arrays):
        return "".join(rf"({r} \times {c})" for r, c in map(np.shape, arrays))

    def shape(array):
        return r"{} \times {}".format(*np.shape(array))

    def by(array):
        return "{} by {}".format(*np.shape(array))

    d2, a1, W2 = lesson["delta2"], lesson["a1"], lesson["W2"]
    d1, D = lesson["delta1"], lesson["D"]
    x = np.zeros((3, 1))
    says(
        PROSE,
        f"${times(d2, a1.T)} = {shape(lesson['dW2'])}$",
        f"${times(W2.T, d2)} = {shape(lesson['da1'])}$",
        f"${times(d1, x.T)} = {shape(lesson['dW1'])}$",
        f"nobody builds {D.size} numbers of which {D.size - len(D)} are 0",
        f"z, {by(lesson['z2'])}, is W, {by(W2)}, times a, {by(a1)}, plus b. Backward: delta"
        f" one, {by(d1)}, is a {by(D)} diagonal matrix times W transposed, {by(W2.T)},"
        f" times delta two, {by(d2)}. The gradient of W, {by(lesson['dW2'])}, is delta,"
        f" {by(d2)}, times a transposed, {by(a1.T)}",
        f"to all {word(len(lesson['A']))} rows",
    )


def test_back_through_a_drawing():
    stored = results.load("digit_network")
    cells = decode(stored["examples"]["misread"]["cells"])
    way = case(stored, cells, target=3, rate=0.05)["nnbook"]
    p, delta2 = way["p"], way["delta2"]
    says(
        PROSE,
        f"p - t = {p[3]:.3f} - 1 = {delta2[3]:.2f}",
        f"it is {delta2[9]:.2f}. Nearly all of the error stands at these two",
        f"comes ${way['arrived'][31]:.2f}$: more from this unit",
        f"${way['arrived'][4]:.2f}$ arrives. But its net input is below 0",
        "Five units are silent here",
    )
    others = np.delete(np.abs(delta2), [3, 9]).sum()
    assert others < 0.04 * np.abs(delta2).sum()  # "Nearly all"
    assert way["z1"][31] > 0 and trained(stored).layers[2].W.data[3, 31] > 0
    assert np.abs(way["delta1"]).argmax() == 31  # the unit that the figure opens
    assert way["z1"][4] < 0 and way["delta1"][4] == 0
    assert sum(way["z1"] < 0) == 5

    # Erased: what the slope promises, and what comes.
    saved = way["toInput"] * cells / INK
    assert saved.argmax() == 2 * 8 + 2
    without = [0 if i == 2 * 8 + 2 else ink for i, ink in enumerate(cells)]
    after = case(stored, without, target=3, rate=0.05)["nnbook"]
    promise = f"{way['toInput'][18]:.2f} \\cdot {cells[18]}/16 = {saved.max():.2f}"
    says(
        PROSE,
        f"row 3, column 3: ${promise}$",
        f"reads a 3, with {after['p'].max():.0%}",
        f"has fallen from {way['loss']:.2f} to {after['loss']:.2f}, by less than",
    )
    assert after["p"].argmax() == 3 and way["loss"] - after["loss"] < saved.max()


def test_one_drawing_learned():
    stored = results.load("digit_network")
    rows = {tuple(row[:3]): row[3:] for row in stored["learning one"]}
    before = stored["test"][0]
    net, misread = trained(stored), stored["examples"]["misread"]
    drawing = np.array([decode(misread["cells"])]) / INK
    after = digit_network.descend(net, drawing, [3], 0.05, 1)
    assert digit_network.read(after, drawing)[0, 3] == pytest.approx(0.998, abs=5e-4)
    digits = np.array([decode(stored["examples"][d]["cells"]) for d in "0123456789"])
    read = digit_network.read(after, digits / INK).argmax(1)
    assert np.flatnonzero(read != np.arange(10)).tolist() == [9]
    says(PROSE, "reads a 3, with 99.8%", "the 9 among them has turned red")

    assert rows[1, 0.01, 1][1] >= before  # "costs nothing"
    assert rows[1, 0.3, 1][1] < 60 and rows[1, 0.3, 1][0] == 1
    all_of_it = digit_network.descend(net, drawing, [3], 0.3, 1)
    images, _ = digit_network.split()[1]
    says_3 = (digit_network.read(all_of_it, images).argmax(1) == 3).mean()
    assert says_3 > 0.9  # "it sees a 3 in nearly everything"
    together = rows[1438, 0.5, 200]
    assert together[0] > 0.5 and together[1] >= before  # "as well as before"
    question = load_question("one-drawing-learned")
    (right,) = (o for o in question.details["options"] if o.get("correct"))
    assert right["text"].startswith("Some 50") and f"reads {before} of" in (
        question.prompt
    )


def test_links_put_the_digits_into_states_that_they_take():
    text = "\n".join(c.source for c in CELLS if c.cell_type == "markdown")
    found = re.findall(r"\]\(#draw-a-digit\?([^)\s]+)\)", text)
    assert len(found) == 5
    for query in found:
        state = {key: value for key, (value,) in parse_qs(query).items()}
        state |= {key: int(state[key]) for key in ("step", "steps")}
        state |= {key: float(state[key]) for key in ("rate",) if key in state}
        widget = DrawADigit(**state)
        assert {key: getattr(widget, key) for key in state} == state


def test_the_engine_is_as_short_as_the_text_says():
    (cell,) = (c for c in CELLS if c.metadata.get("name") == "backward")
    lines = cell.source.splitlines()[2:]  # without its name and its docstring
    size = Path(ops.__file__).with_name("tensor.py").read_text("utf-8").count("\n")
    says(PROSE, f"{word(len(lines)).capitalize()} lines, and it is the whole")
    holds(PROSE, {"some four hundred lines, docstrings included": (size, 360, 420)})


def test_paths_and_edges_of_the_chain():
    calls, edges = map(int, re.findall(r"\d+", printed(CELLS, "send-at-once")))
    paths = [2]  # to the parents of the last node; each of them sends on as many
    while len(paths) < edges // 2:
        paths.append(2 + 2 * paths[-1])
    assert calls == paths[-1]
    while len(paths) < 50:
        paths.append(2 + 2 * paths[-1])
    years = paths[-1] / 3e7 / (365 * 24 * 3600)  # faster than any Python
    holds(
        PROSE,
        {
            f"a chain of {edges // 2} nodes": (edges, 32, 32),
            f"the chain that took {calls:,} calls": (calls, 131070, 131070),
            "fifty such nodes would keep your computer busy for years": (years, 2, 1e3),
        },
    )


def test_how_good_a_difference_quotient_is(lesson):
    steps, errors = lesson["steps"], lesson["errors"]
    best = {name: (steps[e.argmin()], e.min()) for name, e in errors.items()}
    here = np.abs(np.log10(steps) + 5).argmin()
    digits = -np.log10(errors["central"][here])
    shown = re.findall(r"([\d.]+) digits", printed(CELLS, "single-precision"))
    rough, better = map(float, shown)
    x = lesson["points"].astype(np.float32)
    for h in np.float32(10.0 ** np.arange(-6, 0, 0.25)):  # no other h finds more
        slope = (np.exp(x + h) - np.exp(x - h)) / (2 * h)
        assert -np.log10(np.abs(slope / np.exp(x) - 1).mean()) < 5.5
    epsilon = [np.finfo(kind).eps for kind in (np.float32, np.float64)]
    one, central = best["one-sided"], best["central"]
    says(PROSE, f"exp at {len(lesson['points'])} random places")
    holds(
        PROSE,
        {
            r"$\varepsilon \approx 2 \cdot 10^{-16}$ is": (
                epsilon[1],
                1.5e-16,
                2.5e-16,
            ),
            r"in float32, where $\varepsilon$ is $10^{-7}$": (epsilon[0], 0.5e-7, 2e-7),
            "to some ten digits, no more": (digits, 9.5, 11.5),
            "Two digits are left": (rough, 2, 2.9),
            "with the better $h$ there are five": (better, 4.8, 5.5),
            "a thousand times better at their best": (one[1] / central[1], 300, 3000),
            "best near a step of 1e-8": (one[0], 0.3e-8, 3.3e-8),
            "with an error near 1e-8": (one[1], 0.3e-8, 3.3e-8),
            "the central one near 1e-5": (central[0], 0.3e-5, 3.3e-5),
            "with an error near 1e-11": (central[1], 0.3e-11, 3.3e-11),
        },
    )


def test_what_a_wrong_transpose_costs(lesson):
    """Right and wrong rules, each at its best rate; nothing else differs."""
    rows = results.load("wrong_transpose")
    assert {len(row["loss"]) for row in rows} == {20}
    medians, most = {}, 0
    for row in rows:
        losses = medians.setdefault((row["square"], row["rule"]), {})
        losses[row["rate"]] = np.median(row["loss"])
        if row["rate"] <= 1:
            most = max(most, *row["loss"])
    shown = [
        [float(n) for n in re.findall(r"\d+\.\d+", line)]
        for line in printed(CELLS, "wrong-transpose").splitlines()[1:]
    ]
    assert shown == [
        [float(f"{loss:.4f}") for loss in losses.values()]
        for losses in medians.values()
    ]
    times = [
        medians[square, "wrong"][rate] / medians[square, "right"][rate]
        for square in (1, 3)
        for rate in (0.1, 0.3, 1)
    ]
    learned = {
        row["rule"]: sum(loss < 0.1 for loss in row["loss"])
        for row in rows
        if (row["square"], row["rate"]) == (1, 3)
    }
    holds(
        PROSE,
        {
            "It trains, from all 20 starts, at any rate up to 1": (most, 0, 0.5),
            "at one and a half to three times the loss": (min(times), 1.4, 1.6),
            "to three times the loss": (max(times), 2.7, 3.4),
            "with the right rule still learns from most starts": (
                learned["right"],
                11,
                19,
            ),
            "with the wrong one from few": (learned["wrong"], 1, 9),
        },
    )
    X, T = wrong_transpose.spiral(60, np.random.default_rng(0))
    assert X.shape == lesson["X"].shape and np.array_equal(T, lesson["T"])
    row = next(
        r for r in rows if (r["square"], r["rule"], r["rate"]) == (1, "wrong", 1)
    )
    again = [wrong_transpose.loss(s, 1, 1, lesson["wrong_linear"]) for s in range(2)]
    assert np.allclose(again, row["loss"][:2], rtol=0.02)


def test_the_price_of_nudging():
    parameters, runs = (
        int(n.replace(",", ""))
        for n in re.findall(r"^([\d,]+)", printed(CELLS, "count"), re.M)
    )
    assert runs == 2 * parameters
    holds(PROSE, {"runs instead of half a million": (runs, 4.5e5, 5.5e5)})


def test_three_contributions_and_the_weight_that_is_found():
    copies, _ = printed(CELLS, "unrolled").splitlines()
    parts = [float(n) for n in re.findall(r"\d\.\d+", copies)]
    states = [0.1]  # by hand: each contribution is what comes back times the state
    for x in (1.0, -0.5, 0.25):
        states.append(math.tanh(1.5 * states[-1] + 0.8 * x))
    back = [1 - states[3] ** 2]
    for t in (2, 1):
        back.insert(0, back[0] * 1.5 * (1 - states[t] ** 2))
    assert np.allclose(np.multiply(back, states[:3]), parts, atol=1e-4)
    found = re.search(r"w = ([\d.]+)", printed(CELLS, "recurrent-training"))[1]
    (cell,) = (c for c in CELLS if c.metadata.get("name") == "unrolled")
    start = re.search(r"h = Tensor\((.*)\)", cell.source)[1]
    says(
        PROSE,
        f"The first of the {word(len(parts))} contributions is by far the smallest",
        "Back come {:.2f}, {:.2f} and {:.2f}".format(*back),
        "The states are {:.1f}, {:.2f} and {:.2f}".format(*states),
        f"the state before the first input, only {start}",
        f"run this network with $w = {found}$",
    )
    assert parts[0] < min(parts[1:]) / 5
    holds(PROSE, {"costs the first one a third": (back[0] / back[1], 0.6, 0.72)})


def test_what_a_training_needs_equals_the_package(lesson):
    rows, squares = np.arange(10), np.arange(10) ** 2
    ours, theirs = (
        [
            [part.tolist() for part in batch]
            for batch in b(rows, squares, size=4, rng=np.random.default_rng(0))
        ]
        for b in (lesson["batches"], optim.batches)
    )
    assert ours == theirs and len(ours) == 3
    a = np.random.default_rng(1).normal(size=(4, 5))
    for p in (0.0, 0.25, 0.5):
        dropped = lesson["dropout"](a, p, np.random.default_rng(0))
        assert np.allclose(dropped, nn.Dropout(p, np.random.default_rng(0))(a))
    b, g = a[::-1] + 0.1, np.random.default_rng(2).normal(size=(8, 5))
    for name, ours, upstream in (
        ("concatenate", lesson["concatenate"], g),
        ("stack", lesson["stack"], g.reshape(2, 4, 5)),
        ("where", lambda a, b: lesson["where"](a > b, a, b), g[:4]),
    ):
        theirs = getattr(ops, name)
        if name == "where":
            value, _, *rules = ops.where(a > b, a, b)
        else:
            value, *rules = theirs(a, b)
        made, *our_rules = ours(a, b)
        assert np.array_equal(made, value)
        for ours_back, back in zip(our_rules, rules, strict=True):
            assert np.array_equal(ours_back(upstream), back(upstream))


def test_twenty_starts_on_the_digits_and_their_control(lesson):
    lines = printed(CELLS, "digits-accuracy").splitlines()
    shown = [
        float(n) / 100 for n in re.findall(r"([\d.]+)% of the others", " ".join(lines))
    ]
    assert len(shown) == 3 and min(shown) >= 0.97
    assert (
        repr(lesson["network"](np.random.default_rng(0)))
        == printed(CELLS, "digits-network").rstrip()
    )
    accuracy = {
        p: np.array(
            [
                lesson["right"](lesson["train"](seed, p), lesson["test"])
                for seed in range(20)
            ]
        )
        for p in (0.5, 0)
    }
    assert np.allclose(accuracy[0.5][:3], shown, atol=1e-3)
    assert min(accuracy[0.5]) >= 0.97
    (low, high, mean), (least, most, average) = (
        (f"{x:.1%}" for x in (a.min(), a.max(), a.mean())) for a in accuracy.values()
    )
    says(
        PROSE,
        f"From 20 starts the test gives between {low} and {high}, {mean} on average.",
        f"it gives {least} to {most}, and {average} on average",
        "1,797 digits",
        f"A step on all {len(lesson['rest']):,} images at once",
        f"{len(lesson['test'])} images, chosen by chance",
    )
    images = (accuracy[0.5].mean() - accuracy[0].mean()) * len(lesson["test"])
    holds(PROSE, {"less than one image of the 360": (images, 0, 1)})
    told = lesson["digits"].DESCR
    assert "different 13\nto the test set" in told and "copy of the test set" in told


def test_the_training_is_as_short_as_the_text_says():
    names = ("digits", "digits-network", "digits-train", "digits-accuracy")
    code = "\n".join(c.source for c in CELLS if c.metadata.get("name") in names)
    lines = [line for line in code.splitlines() if line and "print(" not in line]
    holds(PROSE, {"Some 25 lines, with the data and the test": (len(lines), 23, 27)})


def test_answers_follow_from_the_rules(lesson):
    z = np.array([0.7, 0.2, 0.1])
    p_t = z - [0, 1, 0]
    y = 0.8
    sigma = 1 / (1 + math.exp(-y))
    answers = {
        "gradient-through-a-square": (
            lesson["square"](-2)[1](3),
            {-4: 2 * -2, -1: 3 + 2 * -2, -6: 3 * -2},
        ),
        "used-twice": (
            2 + 2 + 3,
            {4: 2 + 2, 5: 2 + 3, 12: 2 * 2 * 3, 10: 2 * 2 + 3 * 2},
        ),
        "back-through-logistic": (
            2 * y * (1 - y),
            {
                0.16: y * (1 - y),
                1.6: 2 * y,
                0.4: 2 * (1 - y),
                0.4277: 2 * sigma * (1 - sigma),
                0.72: 2 * (1 - y**2),
            },
        ),
        "p-minus-t": (
            p_t[1],
            {
                0.8: -p_t[1],
                0.2: z[1],
                -5: -1 / z[1],
                -0.16: -z[1] * (1 - z[1]),
                1.609: -math.log(z[1]),
                -0.2: -z[1],
            },
        ),
    }
    for name, (answer, mistakes) in answers.items():
        question = load_question(name).details
        assert question["answer"] == pytest.approx(answer), name
        values = [mistake["value"] for mistake in question["mistakes"]]
        for said, value in mistakes.items():
            assert said in values and said == pytest.approx(value, abs=5e-4), (
                name,
                said,
            )


# --- what is predicted, mended and designed -------------------------------------------


def right(question):
    """The text of the option that a prediction calls right."""
    (option,) = (
        o for o in load_question(question).details["options"] if o.get("correct")
    )
    return option["text"]


def test_predictions_are_what_the_cells_find():
    plain, through_p, _ = re.findall(r"lead of (\d+)", printed(CELLS, "breakdown"))
    assert f"a lead of {plain}," in load_question("a-lead-too-large").prompt
    assert right("a-lead-too-large") == f"Up to about {through_p}."
    (calls,) = re.findall(r"(\d+) calls", printed(CELLS, "send-at-once"))
    assert right("rules-of-a-chain") == f"{int(calls):,}."
    squared, entropy = (
        float(n) for n in re.findall(r"-[\d.]+", printed(CELLS, "wrong-and-sure"))
    )
    assert right("sure-and-wrong") == minus(f"About {squared:.4f}: next to nothing.")
    others = [o["text"] for o in load_question("sure-and-wrong").details["options"]]
    assert others[1].startswith(minus(f"About {entropy:.0f}:"))
    y = 1 / (1 + math.exp(10))
    assert f"y = {y:.5f}" in load_question("sure-and-wrong").prompt
    assert 2 * (y - 1) == pytest.approx(-2, abs=1e-3)  # "−2 arrives at its output"


def test_a_way_back_that_is_wrong_for_the_diamond():
    back = starter("wrong-for-the-diamond")["backward_pass"]
    product = [("x", []), ("y", []), ("a", [("x", 4), ("y", 3)])]
    assert back([*product, ("z", [("a", 1), ("x", 1)])])["x"] == 5
    x = Tensor(2.0)
    a = x * 3
    b = a * a
    (b + a).backward()
    start = [("x", []), ("a", [("x", 3)]), ("b", [("a", 6), ("a", 6)])]
    wrong = back([*start, ("z", [("b", 1), ("a", 1)])])["x"]
    said = f"comes out as {wrong} at $x = 2$. Nudging says {x.grad:g}"
    assert said in " ".join(load("wrong-for-the-diamond").prompt.split())


def test_a_step_of_which_the_first_layer_is_off():
    step = starter("the-first-layer-is-off")["step"]
    w, v, x, t = [0.5, -1.0, 0.2], [1.0, 2.0, -0.5], 0.8, 1.0

    def torchs(lr):
        W, V = (nn.Parameter(np.array(values)) for values in (w, v))
        y = (V * nn.Activation("tanh")(W * x)).sum()
        ((y - t) * (y - t)).backward()
        return -lr * W.grad, -lr * V.grad

    for lr in (0.5, 1e-6):
        new_w, new_v = step(w, v, x, t, lr)
        move_w, move_v = torchs(lr)
        assert np.allclose(np.subtract(new_v, v), move_v, rtol=1e-8)
        off = np.abs(np.subtract(new_w, w) / move_w - 1)
        assert off.max() > 0.5 if lr == 0.5 else 1e-7 < off.max() < 1e-5


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
    assert ["p − t = −0.800", "p − t = 0.800"] == [t for t in texts(ax) if t]
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
