"""Chapter 5: its functions equal the package's, its numbers are those of the text."""

import ast
import inspect
import re
from urllib.parse import parse_qs

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from nnbook import nn, optim, plots, results
from nnbook.activations import ACTIVATIONS
from nnbook.grading.question import load_question
from nnbook.initializers import he_normal, xavier_uniform
from nnbook.tensor import Tensor
from nnbook.widgets import GradientFlow, Race
from tests.chapters.lesson import (
    CHAPTERS,
    cells_of,
    defined,
    holds,
    printed,
    prose,
    says,
    tex,
)
from tests.golden.flow_twin import flow

matplotlib.use("svg")
CELLS = cells_of("05_gradients")
TEXT = prose(CELLS)


@pytest.fixture(scope="module")
def lesson():
    """Everything that the chapter's cells define, exercises left out."""
    return defined("05_gradients")


def numbers(name, line):
    """The numbers that line number `line` of a cell's output ends with."""
    text = printed(CELLS, name).splitlines()[line].split(":", 1)[1]
    return [float(x) for x in re.findall(r"-?\d+\.?\d*(?:e[+-]\d+)?", text)]


def rms(values):
    return np.sqrt(np.mean(np.square(values)))


def net_inputs(lesson):
    """The first network's, by its logistic function: a later cell has reused Z."""
    f = lesson["ACTIVATIONS"]["logistic"].f
    return lesson["forward"](lesson["X"], lesson["weights"], f)[0]


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


def test_the_product(lesson):
    first = numbers("first-look", 4)[0]
    cell = next(c for c in CELLS if c.metadata.get("name") == "all-agree")
    rtol = float(re.search(r"rtol=(\S+),", cell.source)[1])
    says(
        TEXT,
        f"by a factor of {round(1.25**49, -3):,.0f}",
        f"We saw ${tex(first)}$.",
    )
    holds(
        TEXT,
        {
            "six hundred million times": (1.5**50 / 1e8, 5.5, 6.5),
            "Thirty-one powers of ten": (-np.log10(first), 30.5, 31.5),
            "to nine digits": (-np.log10(rtol), 8.99, 9.01),
        },
    )


def test_chapter_2_and_the_first_table_name_each_other(lesson):
    torch.manual_seed(0)
    Ws = [torch.nn.Linear(16, 16).weight.detach().numpy() for _ in range(200)]
    v = np.random.default_rng(0).normal(size=16)
    stretch = rms([np.linalg.norm(W @ v) for W in Ws]) / np.linalg.norm(v)
    says(
        TEXT,
        f"$0.25/\\sqrt 3 = {0.25 * stretch:.2f}$",
        "[the race of chapter 2](#act-race)",
    )
    assert 4 * np.sqrt(3) * 0.25 * stretch == pytest.approx(1, rel=0.05)
    says(prose(cells_of("02_activations")), "chapter 5](#grad-chain)")


def test_what_the_laboratory_shows_at_first():
    """Its network again, by torch: f' and W' separately, and half of the way."""
    layers = flow()
    slope, stretch, gradient = (
        np.array([layer[name] for layer in layers])
        for name in ("slope", "stretch", "gradient")
    )
    powers = np.log10(gradient[-1] / gradient)
    holds(
        TEXT,
        {
            "takes three quarters in each layer": (1 - rms(slope[:-1]), 0.73, 0.78),
            "does next to nothing": (rms(stretch[:-1]), 0.95, 1.05),
            "thirty-one powers": (-np.log10(slope[:-1]).sum(), 30.5, 31.5),
            "half as many powers of ten": (powers[24] / powers[0], 0.48, 0.52),
        },
    )


def test_vanishing(lesson):
    slope = rms(lesson["ACTIVATIONS"]["logistic"].df(np.array(net_inputs(lesson))))
    assert printed(CELLS, "slopes").strip().endswith(f"{slope:.2f}")
    says(
        TEXT,
        f"a typical factor is {slope:.2f}, and "
        f"${slope:.2f}^{{49}} \\approx {tex(round(slope, 2) ** 49)}$",
        f"$0.5^{{49}}$ would be ${tex(0.5**49)}$",
        f"multiplies by ${slope:.2f} \\cdot 1$",
        f"shrinks like ${slope:.2f}^L$",
        f"ends at ${tex(np.finfo(np.float32).smallest_subnormal, 2)}$",
        f"$(1 \\cdot 2)^{{49}}$, some ${tex(10 ** int(np.log10(2.0**49)))}$",
    )
    stretch = lesson["stretch"]
    middle = np.quantile(stretch, [0.005, 0.995])
    holds(
        TEXT,
        {
            "nearly all between 0.7": (middle[0], 0.7, 0.8),
            "and 1.3. A dashed line": (middle[1], 1.2, 1.3),
            "the operator norm near 2,": (
                np.linalg.norm(lesson["weights"][1], 2),
                1.8,
                2,
            ),
            "the length stays": (stretch.mean(), 0.97, 1.03),
        },
    )


def test_operator_norms():
    """The limits of large matrices, and that they are close for those of the cell."""
    limits = [2 / np.sqrt(3), 2.0, 2 * np.sqrt(2)]
    rows = printed(CELLS, "operator-norms").splitlines()
    row = [float(x) for x in rows[-1].split()[-3:]]
    assert row == pytest.approx(limits, abs=0.06)
    assert all(float(x) >= 1 for line in rows for x in line.split()[-3:])
    says(
        TEXT,
        f"2/\\sqrt 3 \\approx {limits[0]:.2f}$, **{limits[1]:.0f}** and "
        f"$2\\sqrt 2 \\approx$ **{limits[2]:.1f}**",
        f"$0.25 \\cdot {limits[1]:.0f} = {0.25 * limits[1]:g}$",
        f"$0.25 \\cdot {limits[2]:.1f} = {0.25 * limits[2]:.1f}$",
        f"near {limits[1]:.0f} for standard deviation",
        f"near {limits[2]:.1f} for He's",
    )


def test_bounds_and_what_happens(lesson):
    tanh, bound = numbers("bounds", 0)[0], numbers("bounds", 0)[-1]
    logistic, falls = numbers("bounds", 1)[0], numbers("bounds", 1)[-1]
    says(
        TEXT,
        f"The logistic curve falls to {logistic:.0e}",
        f"its dashed bound to about {falls:.0e}",
        f"rises to about {bound:.0e}".replace("e+", "e"),
    )
    holds(TEXT, {"stays near 1, falling a little": (tanh, 0.05, 1)})
    assert "underflow" in TEXT and printed(CELLS, "underflow").split()[-1] == "0e+00"


def test_tanh_shrinks_like_one_over_the_root_of_the_depth(lesson):
    wide = {
        depth: lesson["rms"]([lesson["left_over"]("tanh", depth) for _ in range(6)])
        for depth in (10, 100)
    }
    third = wide[100] / wide[10]
    holds(TEXT, {"Ten times the depth leaves about a third": (third, 0.2, 0.5)})
    left = [
        float(x.split(":")[1].split()[0]) for x in printed(CELLS, "edge").splitlines()
    ]
    assert left[0] < 1e-4 < left[1] < 1 < left[2] < left[3]


def test_exploding(lesson):
    says(TEXT, f"$1.5^{{49}}$ is ${tex(1.5**49)}$")
    layer_1 = numbers("exploding", 0)[0]
    holds(TEXT, {"Hundreds of millions": (layer_1, 2e8, 9e8)})
    lines = printed(CELLS, "counterexample").split()
    assert lines == ["3.0", "3.0", "0.0"]
    each = lesson["each"]
    holds(
        TEXT,
        {
            f"All {len(each)} norms are above 1": (min(each), 1, 2),
            "their product is astronomical": (np.prod(each), 1e12, 1e15),
            "the gradient *shrinks*": (lesson["change"], 0, 1),
        },
    )
    assert printed(CELLS, "to-nan").splitlines()[1] == "after 1 steps: loss nan"
    says(TEXT, "One step was enough")


def test_who_moves_faster(lesson):
    updates = lesson["updates"]
    ratio = {name: u[0] / u[-1] for name, u in updates.items()}
    level = np.median(updates["ReLU × 1.5"]) / np.median(updates["ReLU, He"])
    holds(
        TEXT,
        {
            "falls by about 18 powers of ten": (
                -np.log10(ratio["logistic"]),
                17.5,
                18.5,
            ),
            "rises by about 4": (np.log10(ratio["tanh × 3"]), 3.5, 4.5),
            "thousands of times as fast": (ratio["tanh × 3"], 2000, 1e4),
            "its layers move *equally*": (ratio["ReLU × 1.5"], 0.2, 5),
            "one several powers of ten higher": (np.log10(level), 3, 6),
        },
    )
    assert 0.2 < ratio["ReLU, He"] < 5  # "nearly level"
    assert numbers("biases", 0)[-1] > 1e4
    lines = printed(CELLS, "smaller-rate").splitlines()
    (between,) = {line.split()[-1] for line in lines}
    wanted = round(-np.log10(float(between)))
    says(TEXT, f"$\\eta$ would have to be $10^{{{wanted}}}$ times as large")


def test_where_initializers_hold(lesson):
    small, tanh, relu, logistic = (numbers("where-xavier-holds", i) for i in range(4))
    assert small == pytest.approx([1, 1], rel=0.3)  # "a factor of about 1, both ways"
    lost = np.log10([1 / x for x in relu])
    ends = numbers("he", 1)
    (forward,), (backward,) = numbers("compromise", 0), numbers("compromise", 1)
    says(
        TEXT, f"$2^{{-50/2}} \\approx {tex(2**-25)}$", "a factor of about 1, both ways"
    )
    holds(
        TEXT,
        {
            "For inputs of size 1 a tenth is left": (np.mean(tanh), 0.05, 0.15),
            "lost a factor of ten million": (lost.mean(), 6.8, 7.5),
            "stay near one half": (logistic[0], 0.45, 0.55),
            "no gradient comes back": (logistic[1], 0, 1e-30),
            "within a factor of ten": (min(ends), 0.1, 10),
            "the forward pass gains a half": (forward, 1.5, 1.5),
            "the backward pass loses a half": (backward, 0.5, 0.5),
        },
    )
    assert max(ends) <= 10
    narrow, middle, wide = lesson["ratios"]
    powers = [np.log10(max(row) / min(row)) for row in lesson["ratios"]]
    holds(
        TEXT,
        {
            "over about three powers of ten": (powers[0], 2.5, 3.6),
            "a median well below 1": (np.median(narrow), 0, 0.2),
            "at width 64 over about one": (powers[1], 0.7, 1.3),
            "at width 256 they lie close around 1": (np.median(wide), 0.7, 1.3),
            "Twenty networks of fifty layers": (len(middle), 20, 20),
        },
    )


def test_deep_logistic_outputs_are_near_one_half_whatever_comes_in(lesson):
    f, weights = ACTIVATIONS["logistic"].f, lesson["draw"](50, lesson["xavier_normal"])
    last = [
        lesson["forward"](x * lesson["X"], weights, f)[1][-1] for x in (0.01, 1, 100)
    ]
    assert [rms(a) for a in last] == pytest.approx([0.5] * 3, abs=0.1)
    assert np.abs(last[0] - last[2]).max() < 1e-6  # "they do so whatever comes in"


def test_remedies(lesson):
    plain = [numbers("norm-helps", i) for i in range(3)]
    assert all(0.3 < row[1] < 3 for row in plain)
    assert numbers("norm-helps", 3)[0] < 1e-6
    healed = numbers("residual", 0)
    says(
        TEXT, f"from ${tex(10.0 ** np.floor(np.log10(healed[0])))}$ to {healed[1]:.0f}"
    )
    powers = np.log10(plain[2][0] / plain[0][0])
    holds(TEXT, {"Forty powers of ten": (powers, 39.5, 40.9)})
    assert numbers("residual", 1)[1] > 1e9  # "makes it *explode*"
    assert 0.1 < numbers("residual", 2)[0] < 10
    left = {name: row[-1] for name, row in lesson["left"].items()}
    kept = {name for name, x in left.items() if 0.01 < x < 100}
    assert kept == {"tanh", "ReLU, He", "ReLU, LayerNorm", "logistic, residual"}
    says(
        TEXT,
        "Four of the eight stay within a factor of a hundred",
        f"logistic with LayerNorm to about {left['logistic, LayerNorm']:.0e}",
        f"with Xavier's weights to about {left['ReLU, Xavier']:.0e}",
    )
    exploded = np.log10(left["ReLU × 1.5"])
    holds(
        TEXT,
        {
            "Logistic falls below 1e-60": (left["logistic"], 0, 1e-60),
            "rises to about 1e18": (exploded, 17.5, 18.5),
            "stay between 0.01 and 10": (max(left[name] for name in kept), 0.01, 10),
        },
    )
    assert len(left) == 8 and len(kept) == 4


def learned(name):
    """{rate: how many of 20 starts learn} of a case in the stored sweep."""
    row = results.load("deep_training")["rows"][name]
    return dict(zip(row["rates"], row["learned"], strict=True))


def test_what_learns_in_the_chapter_learns_on_any_machine(lesson):
    """Of three starts one learns, or none: which ones, the last digits may decide."""
    digits = results.load("last_digits")
    shown = printed(CELLS, "race").splitlines()
    for line, (name, losses) in zip(shown, lesson["losses"].items(), strict=True):
        rate = lesson["entries"][name][1].get("lr", 0.1)
        case = name.split(", η")[0]
        learns = bool(np.less(losses, 0.9).any())
        assert line == f"{name:19} {'learns' if learns else 'no start learns'}"
        assert learns == (learned(case)[rate] > 0)
        if row := digits.get(case):
            runs = row["learned"] + row["nudged"]
            none = (runs.count("0") / len(runs)) ** 3  # of three starts
            assert none < 1e-3 if learns else none == 1, name
    broken = results.load("deep_training")["rows"]["ReLU × 1.5"]
    at = dict(zip(broken["rates"], broken["broken"], strict=True))
    says(
        TEXT,
        "when its loss is below 0.9",
        f"$\\log 3 = {np.log(3):.3f}$",
        f"of whose 20 starts {at[0.1]} end in NaN at the rate of the first table",
    )
    holds(TEXT, {"a thousandth of it": (1e-4 / 0.1, 0.000999, 0.001001)})
    changed = {
        name: sum(a != b for a, b in zip(*row.values(), strict=True))
        for name, row in digits.items()
    }
    clipped = digits["ReLU × 1.5, clipped"]
    says(
        TEXT,
        f"with He's weights {changed['ReLU, He']} of 100 starts change sides, with tanh "
        f"{changed['tanh']}, with LayerNorm {changed['ReLU, LayerNorm']}, of the clipped "
        f"network {changed['ReLU × 1.5, clipped']}, and of the residual and the logistic "
        "ones none",
        f"learns from {clipped['learned'].count('1')} of these 100 starts",
        f"with LayerNorm {digits['ReLU, LayerNorm']['learned'].count('1')} do",
    )
    assert changed["ReLU, residual"] == changed["logistic"] == 0
    assert digits["ReLU, residual"]["learned"] == "1" * 100  # "arrives every time"


def test_vanishing_is_mended_by_no_rate_and_exploding_by_one():
    shown = next(c for c in CELLS if c.metadata.get("name") == "every-rate").source
    names = ast.literal_eval(re.search(r"name in (\(.*?\)):", shown, re.S)[1])
    assert len(names) == 10  # "alone of the ten"
    assert [name for name in names if not any(learned(name).values())] == ["logistic"]
    assert max(learned("ReLU × 1.5").values()) == learned("ReLU × 1.5")[1e-4] == 20
    tanh, xavier = learned("tanh × 3"), learned("ReLU, Xavier")
    he, norm = learned("ReLU, He"), learned("ReLU, LayerNorm")
    assert sum(n > 0 for n in xavier.values()) == 1 and max(xavier.values()) < 10
    residual = [rate for rate, n in learned("ReLU, residual").items() if n == 20]
    says(
        TEXT,
        f"the best rate is a compromise: {max(tanh.values())}.",
        f"goes from {he[0.1]} to {he[0.01]} with a tenth of the rate",
        f"**LayerNorm** from {norm[0.1]} to {norm[0.01]}",
        f"with He's, {max(he.values())} of 20 start well",
    )
    holds(TEXT, {"over two powers of ten": (max(residual) / min(residual), 99, 101)})


def test_relu_times_1_5_is_the_net_of_he_on_a_steeper_slope(lesson):
    """At the start exactly; in training, both learn at the same rates (the control)."""
    assert printed(CELLS, "homogeneous") == "3,325 times the output: True\n"
    ours = learned("ReLU × 1.5, no biases")
    scaled = learned("ReLU, He, output × 1.5²⁰, no biases")
    assert max(ours, key=ours.get) == max(scaled, key=scaled.get) == 1e-4
    assert ours[1e-4] == scaled[1e-4]
    with_biases = learned("ReLU, He, output × 1.5²⁰")
    best = max(with_biases, key=with_biases.get)
    assert best == pytest.approx(1e-6)
    says(TEXT, f"best rate is ${tex(best)}$, and {with_biases[best]} learn")


def test_what_the_examples_share_holds_back_and_is_not_all():
    """The cause is taken away; and the row that would refute it is in the table."""
    norm, he = learned("ReLU, LayerNorm"), learned("ReLU, He")
    centred = learned("ReLU, LayerNorm, examples centred")
    assert [centred[rate] for rate in (0.001, 0.01)] == [20, 20]
    assert (centred[0.1], norm[0.1]) == (17, 2)
    assert learned("ReLU, He, examples centred")[0.1] == 20 > he[0.1]
    lengths = learned("ReLU, LayerNorm, lengths")
    says(TEXT, f"{max(lengths.values())} learn instead of {max(norm.values())}")
    rows = {
        line[:20].strip(): [float(x) for x in re.findall(r"-?\d+\.?\d*", line[20:])]
        for line in printed(CELLS, "alike").splitlines()
    }
    cosine, spread, best = rows["logistic, residual"]
    assert cosine > 0.99 and spread < 5 and best == 20


def test_redrawn_the_largest_over_the_smallest_changes_and_the_usual_does_not(lesson):
    he, left_over = lesson["he"], lesson["left_over"]
    draws = [[left_over("relu", 50, 64, he) for _ in range(20)] for _ in range(5)]
    ratios = [max(row) / min(row) for row in draws]
    usual = [np.exp(np.log(row).std()) for row in draws]
    assert 5 < min(ratios) and max(ratios) < 60
    assert max(usual) / min(usual) < 1.6


def test_matching_directions_reach_the_product_of_the_norms(lesson):
    """The control: the same stretches, along the same axes in every factor."""
    stretches = [np.linalg.svd(f, compute_uv=False) for f in lesson["factors"]]
    axes, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(64, 64)))
    matched = np.linalg.multi_dot([(axes * s) @ axes.T for s in stretches])
    norm = np.linalg.norm(matched, 2)
    assert norm == pytest.approx(np.prod(lesson["each"]))
    says(TEXT, f"the product of their norms: ${tex(norm)}$")
    below_1 = np.prod(1 - 1 / np.arange(2, 10_000.0) ** 2)
    assert 0.5 < below_1 < 0.51  # "no product falls below a half"


def test_the_settings_that_the_text_names(lesson):
    examples, width = lesson["X"].shape
    depth = len(lesson["weights"])
    train = inspect.signature(lesson["train"]).parameters
    spiral = next(c for c in CELLS if c.metadata.get("name") == "train").source
    says(
        TEXT,
        f"{depth} layers with {width} neurons each, {examples} random examples",
        f"standard deviation $1/\\sqrt{{{width}}}$",
        f"{train['steps'].default} steps of gradient descent with "
        f"$\\eta = {train['lr'].default}$",
    )
    says(spiral, "spiral(20, rng)", "width=16")
    holds(
        TEXT,
        {
            "Twenty hidden layers of 16 neurons": (train["depth"].default, 20, 20),
            "with 20 points on each arm": (
                len(lesson["spiral"](20, np.random.default_rng(0))[0]),
                60,
                60,
            ),
            "three random starts for each": (len(lesson["losses"]["logistic"]), 3, 3),
        },
    )


def test_the_race_has_another_setting_than_the_table(lesson):
    race, rate = Race(), inspect.signature(lesson["train"]).parameters["lr"].default
    assert race.lr < rate / 3
    says(TEXT, f"layers of {race.width} and less than a third of the rate")


def test_what_is_told_of_the_race_is_told_of_twenty_seeds():
    rows = {(r["entry"], r["lr"], r["steps"]): r for r in results.load("race_seeds")}
    assert all(len(row["losses"]) == 20 for row in rows.values())

    def below(most, *case):
        return sum(x is not None and x < most for x in rows[case]["losses"])

    fast, middle, slow = (("exploding", lr, 300) for lr in (0.03, 0.001, 1e-4))
    says(
        TEXT,
        f"tanh is below 0.1 in {below(0.1, 'tanh', 0.03, 300)} after 300 steps, and in "
        f"{below(0.1, 'tanh', 0.03, 1000)} after 1,000",
        f"of twenty seeds {below(0.5, 'relu', 0.03, 300)} come below 0.5 with He's",
        f"the first rate {rows[fast]['stuck']} of twenty seeds get stuck",
        f"At a thirtieth {rows[middle]['stuck']} do, and {below(0.5, *middle)} come below",
    )
    assert below(0.5, "relu_xavier", 0.03, 300) == 0  # "none with Xavier's"
    assert rows[slow]["stuck"] == below(0.4, *slow) == 0  # "none ..., and none"


def test_links_put_the_laboratories_into_states_that_they_take():
    found = re.findall(r"\]\(#(gradient-flow|race)\?([^)\s]+)\)", TEXT)
    assert len(found) >= 12
    kinds = {"gain": float, "entries": lambda names: names.split(",")}
    kinds |= dict.fromkeys(("depth", "layer", "steps"), int) | {"lr": float}
    switches = ("product", "layer_norm", "residual")
    kinds |= dict.fromkeys(switches, {"true": True, "false": False}.get)
    for name, query in found:
        state = {key: kinds.get(key, str)(v) for key, (v,) in parse_qs(query).items()}
        widget = {"gradient-flow": GradientFlow, "race": Race}[name](**state)
        for key, value in state.items():
            assert getattr(widget, key) == value
        # Whichever link or preset came before, this one shows what its text says.
        assert name == "race" or state.keys() >= {*switches, "depth", "gain", "layer"}


def test_every_chinese_term_is_in_the_glossary():
    glossary = (CHAPTERS / "glossary.md").read_text("utf-8").splitlines()
    terms = re.findall(r"\(([\u4e00-\u9fff]+)\)", TEXT)
    assert len(terms) >= 8
    assert [term for term in terms if term not in glossary] == []


# --- questions ------------------------------------------------------------------------


def test_answers_follow_from_the_definitions(lesson):
    halved = 0.5 ** np.arange(200, dtype=np.float64)
    answers = {
        "layers-until-zero": np.argmin(halved.astype(np.float32)),
        "xavier-by-hand": 2 / (300 + 100),
        "gradient-through-skips": (1 + 0.1) ** 3,
    }
    for name, answer in answers.items():
        question = load_question(name)
        assert question.details["answer"] == pytest.approx(answer, rel=1e-6), name
    large = he_normal((400, 400), np.random.default_rng(0)) / np.sqrt(2)
    assert right("norm-of-a-random-matrix") == f"About {np.linalg.norm(large, 2):.0f}"


def right(name):
    """The text of a choice's right option."""
    options = load_question(name).details["options"]
    (text,) = (option["text"] for option in options if option.get("correct"))
    return text


def test_predictions_come_out_as_the_cells_say(lesson):
    left = float(printed(CELLS, "edge").splitlines()[-1].split()[-3])
    assert (
        right("saturated-and-larger").startswith("Some millions") and 1e6 < left < 1e7
    )
    norm = np.linalg.norm(lesson["whole"], 2)
    assert right("forty-nine-factors") == f"About {norm:.0f}."
    update = lesson["updates"]["ReLU × 1.5"]
    assert right("first-against-last") == "About the same."
    assert 0.5 < update[0] / update[-1] < 2
    plain, residual = numbers("residual", 1)
    assert right("residual-on-he").startswith("More than a billion")
    assert residual / plain > 1e9
    assert right("which-learns-at-no-rate") == "The logistic one alone."


def test_predictions_say_what_is_so(lesson):
    """What their prompts and their feedback tell of the networks."""
    Z, _ = lesson["forward"](
        lesson["X"], lesson["draw"](50, lesson["xavier_normal"], 3), np.tanh
    )
    slopes = 1 - np.tanh(Z) ** 2
    prompt = {name: load_question(name).prompt for name in PREDICTIONS}
    holds(
        prompt["saturated-and-larger"],
        {
            "Six of ten units are then so far out that their slope is below a quarter": (
                (slopes < 0.25).mean(),
                0.55,
                0.65,
            ),
            "Fifty layers": (len(Z), 50, 50),
        },
    )
    each = lesson["each"]
    says(
        prompt["forty-nine-factors"],
        f"Each of the {len(each)} factors",
        f"between {min(each):.1f} and {max(each):.0f}",
    )
    layers = len(lesson["updates"]["ReLU × 1.5"])
    says(prompt["first-against-last"], f"over {layers - 1} layers, 10⁵")
    assert 0.5e5 < 1.5 ** (layers - 1) < 2e5
    assert all(0.1 <= x <= 10 for x in numbers("he", 1))  # "within a factor of ten"
    powers = round(np.log10(np.prod(each)))
    says(load_question("forty-nine-factors").details["options"][0]["text"], "10¹³")
    assert powers == 13


PREDICTIONS = (
    "saturated-and-larger",
    "forty-nine-factors",
    "first-against-last",
    "residual-on-he",
    "which-learns-at-no-rate",
)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_a_prediction_stands_right_above_the_cell_that_answers(name):
    assert load_question(name).predict
    (at,) = (i for i, c in enumerate(CELLS) if f'Question("{name}")' in c.source)
    below = CELLS[at + 1]
    assert below.cell_type == "code" and below.outputs


# --- designs: several quite different answers are right ----------------------------------


def test_no_odd_function_but_a_straight_line_keeps_both():
    """What the hint says: E[f'²] is larger, for all odd ones of the registry and more."""
    z = np.linspace(-8, 8, 200_001)
    bell = np.exp(-z * z / 2)
    for f in (np.tanh, np.arctan, np.sin, lambda z: z / (1 + abs(z)), lambda z: z**3):
        mean, slope = (
            np.average(x**2, weights=bell) for x in (f(z), np.gradient(f(z), z))
        )
        assert slope > 1.05 * mean


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
