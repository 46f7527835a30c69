"""Chapter 1: what it writes out is the package's, and what it says holds."""

import json
import math
import re
import symtable
from itertools import product
from urllib.parse import parse_qsl

import matplotlib

from tests import ROOT

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon

from nnbook import plots, widgets
from nnbook.grading.exercise import load
from nnbook.grading.question import load_question
from nnbook.neuron import (
    leaky_integrate_and_fire,
    mcculloch_pitts_1943,
    perceptron_step,
    threshold_unit,
    train_perceptron,
)
from nnbook.plots import PALETTE
from tests.chapters.lesson import defined, printed, prose, says, word

CHAPTERS = ROOT / "chapters"
NOTEBOOK = nbformat.read(CHAPTERS / "01_neurons.ipynb", as_version=4)
TEXT = "\n\n".join(c.source for c in NOTEBOOK.cells if c.cell_type == "markdown")
PROSE = prose(NOTEBOOK.cells)
CORNERS = list(product([0, 1], repeat=2))


class Lesson:
    """The chapter's own names, and what its named cells print."""

    def __init__(self):
        self.names = defined("01_neurons")
        named = (c.metadata["name"] for c in NOTEBOOK.cells if "name" in c.metadata)
        self.printed = {name: printed(NOTEBOOK.cells, name) for name in named}

    def __getattr__(self, name):
        return self.names[name]


@pytest.fixture(scope="module")
def lesson():
    return Lesson()


@pytest.fixture
def axes():
    yield plt.figure().add_subplot()
    plt.close("all")


# --- lesson and package ---------------------------------------------------------------


def test_the_potential_is_the_packages(lesson):
    arriving = np.random.default_rng(0).normal(0.3, 2, size=2000)
    potential, spikes = leaky_integrate_and_fire(arriving[:, None])
    ours = lesson.potential(arriving)
    np.testing.assert_allclose(ours, potential, atol=1e-12)
    assert spikes.any()
    np.testing.assert_array_equal(ours >= -55, spikes)


def test_the_neuron_is_the_packages(lesson):
    rng = np.random.default_rng(0)
    for _ in range(500):
        x, w, b = rng.normal(size=4), rng.normal(size=4), rng.normal()
        assert lesson.neuron(x, w, b) == threshold_unit(x, w, b)
    assert lesson.neuron([1, 1], [1, 1], -2) == threshold_unit([1, 1], [1, 1], -2) == 1


def test_the_unit_of_1943_is_the_packages(lesson):
    for synapses in product([-1, 0, 1, 2], repeat=3):
        for x, theta in product(product([0, 1], repeat=3), range(7)):
            excitatory = np.repeat(x, np.maximum(synapses, 0))
            inhibitory = np.array(x)[np.equal(synapses, -1)]
            package = mcculloch_pitts_1943(excitatory, inhibitory, theta)
            assert lesson.unit_1943(x, synapses, theta) == package


def test_the_learning_rule_is_the_packages(lesson):
    rng = np.random.default_rng(0)
    for _ in range(200):
        w, b, x = rng.normal(size=3), rng.normal(), rng.normal(size=3)
        y, lr = rng.integers(2), rng.uniform(0.1, 2)
        ours, package = lesson.learn(w, b, x, y, lr), perceptron_step(w, b, x, y, lr)
        np.testing.assert_array_equal(ours[0], package[0])
        assert ours[1] == package[1]


# --- what the chapter says ------------------------------------------------------------


def test_the_sums_done_by_hand(lesson):
    early, late = 9 * math.exp(-2 / 20), 9 * math.exp(-10 / 20)
    says(
        PROSE,
        rf"after 2 ms $9\,e^{{-2/20}} = {early:.1f}$ mV are left",
        f"adds 7, which makes {early + 7:.1f} mV: just over the {70 - 55} mV",
        rf"only $9\,e^{{-10/20}} = {late:.1f}$ mV are left, and {late + 7:.1f} mV are not",
    )
    w, b = np.array([1, 1]), -0.5
    z = np.dot(w, [2, 1]) + b
    new_w, new_b, changed = perceptron_step(w, b, [2, 1], 0, lr=0.5)
    new_z = np.dot(new_w, [2, 1]) + new_b
    assert changed and z - 0.5 * (2**2 + 1**2 + 1) == new_z
    says(
        PROSE,
        f"$z = 2 + 1 - 0.5 = {z}$ and fires: wrong",
        f"which becomes $({new_w[0]:g}, {new_w[1]:g})$, and half of 1 from $b$, which"
        f" becomes ${new_b:g}$. Now $z = {new_w[1]:g} - 1 = {new_z:g}$, and it is silent",
        rf"In the example ${z} - 0.5 \cdot ({2**2 + 1**2} + 1) = {new_z:g}$",
    )


def test_how_many_real_synapses_it_takes(lesson):
    def fires(spikes, over):
        arriving = np.zeros(over + 1)  # steps of 0.1 ms
        for time in np.linspace(0, over, spikes).round().astype(int):
            arriving[time] += 1
        return bool((lesson.potential(arriving) >= -55).any())

    at_once, apart = (
        next(n for n in range(1, 50) if fires(n, over)) for over in (0, 100)
    )
    says(
        PROSE,
        f"With synapses of 1 mV ours would need {at_once} in the same moment, or"
        f" {apart} spread evenly over 10 ms",
    )


def test_direction_and_length_of_the_weights_and_the_bias():
    """What turns the line and what shifts it, one cause at a time."""

    def line(w, b):  # its direction, and its distance from the origin
        return math.atan2(*w), abs(b) / np.hypot(*w)

    w, b = np.array([1, 0.6]), -0.9
    turn, distance = line(w, b)
    assert line(w, 2 * b) == pytest.approx((turn, 2 * distance))
    assert line(2 * w, b) == pytest.approx((turn, distance / 2))
    assert line(10 * w, 10 * b) == pytest.approx((turn, distance))
    other = np.array([0.6, 1])  # as long
    assert line(other, b)[0] != turn and line(other, b)[1] == distance
    says(PROSE, "with twice the weights and the same bias it runs half as far")


def test_the_widgets_synapses_are_those_of_the_text():
    first, second, third = widgets.Neuron().weights
    says(
        PROSE,
        f"The first synapse is worth +{first:g} mV, the second +{second:g} mV, the third"
        f" −{-third:g} mV",
    )


def test_whether_lin_clicks(lesson):
    w, theta = [2, -1.5, 1], 1.5
    with_friend, without = np.dot(w, [1, 1, 1]), np.dot(w, [1, 1, 0])
    assert with_friend == theta
    assert lesson.neuron([1, 1, 1], w, -theta) > lesson.neuron([1, 1, 0], w, -theta)
    says(
        PROSE,
        f"$2 - 1.5 + 1 = {with_friend}$, which reaches the threshold",
        f"Without the friend it is {without}: no click",
        f"all {word(2 ** len(w))} videos that Lin can come across, once with the"
        f" threshold of {theta} and once with the bias of −{theta}",
    )


def test_the_rate_follows_the_exact_solution(lesson):
    # From the reset at -5 to the threshold at 15 with v' = (drive - v) / 20 ms.
    for drive in (20, 30, 40):
        period = 20 * math.log((drive + 5) / (drive - 15))
        assert lesson.rate(drive) == pytest.approx(1000 / period, abs=1.5)
    silent = int(lesson.drives[lesson.rates == 0].max())
    at_40 = 5 * round(lesson.rates[40] / 5)
    says(PROSE, f"none up to {silent} millivolts", f"about {at_40} a second at 40")


def test_threshold_and_bias_agree_on_all_of_lins_videos(lesson):
    rows = [line.split("|") for line in lesson.printed["lin"].splitlines()[1:]]
    assert len(rows) == 8
    assert all(theta.strip() == b.strip() for _, theta, b in rows)
    assert sum(int(b) for *_, b in rows) == 3


def test_what_the_weights_have_bought(lesson):
    old, generous, new = map(len, (lesson.old, lesson.generous, lesson.new))
    lacking = lesson.new - lesson.generous
    assert (1, 1, 1, 0) in lacking
    says(
        PROSE,
        f"only {2 ** len(CORNERS)} different **truth tables** (真值表)",
        f"weights and bias from −{-lesson.halves[0]} to {lesson.halves[-1]} in steps",
        f"{word(old).capitalize()}, against {word(new)}.",
        f"it stays at {word(generous)}. The {word(len(lacking))} that it lacks are NAND",
    )
    # More synapses, or finer weights, change nothing.
    more = list(product([-1, 0, 1, 2, 3, 4], repeat=2))
    assert lesson.tables(lesson.unit_1943, product(more, range(1, 9))) == lesson.old
    finer = np.arange(-3, 3.1, 0.25)
    settings = product(product(finer, repeat=2), finer)
    assert lesson.tables(lesson.neuron, settings) == lesson.new


def test_xor_is_on_no_grid_and_separable_functions_are_counted(lesson):
    assert "XOR 0 of 68921" in lesson.printed["grid"]
    settings = int(re.search(r"AND (\d+) of", lesson.printed["grid"])[1])
    known = [4, 14, 104, 1882, 94572]  # OEIS A000609
    assert [lesson.separable(n) for n in range(1, 5)] == known[:4]
    in_100, in_100_000 = 100 * known[3] / 2**16, 1e5 * known[4] / 2**32
    assert settings > 1000
    says(
        PROSE,
        f"on a grid from −{-lesson.grid[0]:g} to {lesson.grid[-1]:g} in steps",
        "More than a thousand ways to be AND and not one to be XOR",
        f"less than {math.ceil(in_100)} in 100, with five {in_100_000:.0f} in 100,000",
    )


def test_a_detector_in_numbers():
    z = {x: x[0] - x[1] + x[2] - 1.5 for x in product([0, 1], repeat=3)}
    says(
        PROSE,
        "For the row (1, 0, 1), say, the weights 1, −1, 1 and the bias −1.5 will do",
        f"this row gives $z = {z.pop((1, 0, 1))}$",
        f"every other one at most −{-max(z.values())}.",
    )


def test_two_layers_are_xor_and_any_truth_table(lesson):
    assert [lesson.xor(x)[1] for x in CORNERS] == [0, 1, 1, 0]
    assert lesson.xor((0, 1))[0] == lesson.xor((1, 0))[0] == (1, 1)
    assert lesson.printed["detectors"].startswith("256 of 256")
    says(PROSE, f"All {2**8}. But look at the price")


def test_the_bound_holds_and_the_plane_separates(lesson):
    mistakes, bounds = np.array(lesson.mistakes), np.array(lesson.bounds)
    assert (mistakes <= bounds).all()
    says(
        PROSE,
        f"{len(mistakes)} random problems. No perceptron makes more mistakes",
        f"All {len(mistakes)} keep to the bound",
    )
    assert np.median(mistakes / bounds) < 0.1  # "most by far"
    X, margins = lesson.problem(4)
    labels = (margins > 0).astype(int)
    w, b, made = train_perceptron(X[:, :-1], labels, epochs=10_000)
    assert made[-1].epoch < 9_998  # it came to rest
    np.testing.assert_array_equal(threshold_unit(X[:, :-1], w, b), labels)


def test_the_learning_rate_changes_no_mistake(lesson):
    lines = lesson.printed["rates"].splitlines()
    assert len({line.split(":", 1)[1] for line in lines}) == 1
    assert len(lines) == 3


def test_xor_goes_round_in_a_circle_of_four(lesson):
    assert "only 6 different" in lesson.printed["circle"]
    settings = [(*c.w, c.b) for c in lesson.made]
    again = settings[-4:]
    before = [setting for setting in settings if setting not in again]
    assert settings[2:6] == settings[6:10] == again
    says(
        PROSE,
        f"After {word(len(before))} settings that it never sees again it goes round"
        f" through the same {word(len(set(again)))}, one correction for each corner",
    )
    assert {c.example for c in lesson.made[-4:]} == {0, 1, 2, 3}


def test_the_last_line_is_right_about_all_points(lesson):
    labels = (lesson.points @ [0.4, 1] > 0.15).astype(int)
    w, b, made = train_perceptron(lesson.points, labels)
    right = (threshold_unit(lesson.points, w, b) == labels).sum()
    assert len({c.example for c in made}) < len(labels)  # "others never had a say"
    says(PROSE, f"the last one is right about all {right} points")


def test_the_years_between_the_papers():
    works = (CHAPTERS / "references.bib").read_text("utf-8")

    def year(key):
        return int(re.search(rf"{{{key},.*?year = {{(\d+)}}", works, re.S)[1])

    later = year("rosenblatt1958") - year("mcculloch1943")
    says(PROSE, f"These came {word(later)} years later")
    assert 15 < year("adrian1926") - year("lapicque1907") < 20  # "nearly two decades"


def test_answers_follow_from_the_package():
    w, x = np.array([2, -1.5, 1]), np.array([1, 1, 0])
    z = w @ x - 1.5
    moved, _, _ = perceptron_step([1, -2], 0.5, [2, 2], 1, lr=0.5)
    answers = {
        "net-input-by-hand": (z, {0.5: w @ x, 2: w @ x + 1.5, -4: w @ x - 3 * 1.5}),
        "bias-of-a-majority": (-3, {}),
        "one-correction": (moved[1], {0: -2 + 2, -3: -2 - 0.5 * 2, 2: moved[0]}),
        "mistake-bound": ((5 / 0.5) ** 2, {10: 5 / 0.5, 6.25: (5 * 0.5) ** 2}),
    }
    for name, (answer, mistakes) in answers.items():
        question = load_question(name)
        assert question.details["answer"] == answer, name
        for said, value in mistakes.items():
            assert said == value
            assert said in [m["value"] for m in question.details["mistakes"]], name
    for b, fires in ((-3, 3), (-2, 2), (0, 0)):  # from so many active inputs on
        outputs = [
            threshold_unit([1] * n + [0] * (5 - n), [1] * 5, b) for n in range(6)
        ]
        assert outputs.index(1) == fires
    friends = list(product([0, 1], repeat=3))
    two_of_three = threshold_unit(friends, [1, 1, 1], -2)
    artist = threshold_unit(friends, [2, 1, 1], -2)
    assert two_of_three.tolist() == [int(sum(x) >= 2) for x in friends]
    assert artist.tolist() == [int(a or (b and c)) for a, b, c in friends]
    nor = threshold_unit(CORNERS, [-1, -1], 0.5)
    assert nor.tolist() == [1, 0, 0, 0]


def correct(question_id):
    """The text of the right option, and its feedback."""
    options = load_question(question_id).details["options"]
    (option,) = [option for option in options if option.get("correct")]
    return option["text"], option["feedback"]


def test_predictions_are_answered_by_the_cell_below(lesson):
    at = {int(d): int(r) for d, r in zip(lesson.drives, lesson.rates, strict=True)}
    drive = load_question("twice-the-drive")
    assert drive.predict and drive.details["answer"] == at[40]
    assert f"20: {at[20]}" in lesson.printed["rate"]
    assert f"40: {at[40]}" in lesson.printed["rate"]
    says(drive.prompt, f"20 mV makes the cell fire {at[20]} times", "at 40 mV")
    wrong = [mistake["value"] for mistake in drive.details["mistakes"]]
    assert wrong == [2 * at[20], at[20]]
    assert 2.5 < at[40] / at[20] < 3  # "nearly three times as many"
    assert at[15] == 0
    says(PROSE, "at 15 mV the cell does not fire at all")
    tables = load_question("share-of-the-tables")
    found = lesson.separable(4)
    text, feedback = correct("share-of-the-tables")
    assert tables.predict and f"{found:,}" in feedback
    assert text.startswith(f"Fewer than 2,000: {math.ceil(100 * found / 2**16)} in 100")
    says(tables.prompt, f"{lesson.separable(2)} of the {2**4}", f"{2**16:,} tables")
    assert round(14 / 16 * 2**16, -3) == 57_000
    assert load_question("learning-rate-from-zero").predict
    assert correct("learning-rate-from-zero")[0].endswith("the same mistakes.")


def test_the_friends_perceptron_has_the_symptom_that_is_told():
    exercise, names = load("never-at-rest"), {}
    exec(exercise.starter, names)
    inputs = [(*x, 1) for x in CORNERS]
    count = names["mistakes_per_round"]
    assert count(inputs, [0, 1, 1, 1], 50)[1:] == [0] * 49
    assert count(inputs, [0, 0, 0, 1], 10_000) == [2] * 10_000
    says(" ".join(exercise.prompt.split()), "right from the second round on")


def test_exercises_do_not_take_the_lessons_names():
    """Run-all with the starters in between still ends: no name is used twice."""
    taken, own = set(), set()
    for cell in NOTEBOOK.cells[1:]:  # without the set-up
        if cell.cell_type == "code":
            names = taken if "exercise" in cell.metadata else own
            top = symtable.symtable(cell.source, "cell", "exec").get_symbols()
            names |= {s.get_name() for s in top if s.is_assigned() or s.is_imported()}
    assert taken and own and not taken & own


# --- links that set a widget ----------------------------------------------------------

CLASSES = {
    cls.front_end: cls for cls in vars(widgets).values() if hasattr(cls, "state")
}
LINKS = re.findall(r"\[([^\]]*)\]\(#([\w-]+)\?([^)\s]+)\)", TEXT)


def state(query):
    """Convert an address's values as the page does."""
    values = {}
    for key, text in parse_qsl(query):
        try:
            values[key] = json.loads(f"[{text}]" if "," in text[:5] else text)
        except ValueError:
            values[key] = text
        if text.startswith("[["):
            values[key] = json.loads(text)
    return values


@pytest.mark.parametrize(("text", "name", "query"), LINKS)
def test_each_link_is_a_state_that_the_widget_can_have(text, name, query):
    CLASSES[name](**state(query))


def test_there_are_links_to_all_three_widgets():
    names = {name for _, name, _ in LINKS}
    assert names == {"neuron", "mcculloch-pitts", "perceptron-learning"}


def test_links_to_a_gate_show_that_gate():
    tables = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}
    seen = set()
    for text, name, query in LINKS:
        if name == "mcculloch-pitts" and text in tables:
            values = state(query)
            outputs = threshold_unit(CORNERS, values["weights"], values["bias"])
            assert outputs.tolist() == tables[text] and values["target"] == text
            seen.add(text)
    assert seen == set(tables)


def test_links_to_the_neuron_fire_as_the_text_says():
    fired = []
    for _, name, query in LINKS:
        if name == "neuron":
            inputs = np.zeros((600, 3))
            for time, synapse in state(query)["spikes"]:
                inputs[round(time / 0.1), synapse] += widgets.Neuron().weights[synapse]
            fired.append(bool(leaky_integrate_and_fire(inputs)[1].any()))
    assert fired == [True, False, False, False]


# --- terms ----------------------------------------------------------------------------


def test_every_chinese_term_is_in_the_glossary():
    glossary = (CHAPTERS / "glossary.md").read_text("utf-8").splitlines()
    terms = re.findall(r"\*\*([^*]+)\*\*\s\(([^)]*[\u4e00-\u9fff][^)]*)\)", TEXT)
    assert len(terms) > 30
    assert [zh for _, zh in terms if zh not in glossary] == []


# --- figures --------------------------------------------------------------------------


def test_potential_draws_the_curve_the_spikes_and_the_inputs(axes):
    potential, spikes = leaky_integrate_and_fire(np.r_[0, 16, 0, 0][:, None])
    assert plots.plot_potential(potential, spikes, [0.1], ax=axes) is axes
    curve = next(line for line in axes.lines if line.get_label() == "potential")
    np.testing.assert_allclose(curve.get_xdata(), [0, 0.1, 0.2, 0.3])
    np.testing.assert_allclose(curve.get_ydata(), potential)
    stroke = axes.collections[0].get_segments()
    assert len(stroke) == 1 and stroke[0][0, 0] == pytest.approx(0.1)
    arrivals = next(line for line in axes.lines if line.get_label() == "input")
    assert arrivals.get_xdata() == [0.1]


def test_rate_marks_where_the_cell_is_silent(axes):
    plots.plot_rate([0, 10, 20, 30], np.array([0, 0, 5, 9]), ax=axes)
    np.testing.assert_array_equal(axes.lines[0].get_ydata(), [0, 0, 5, 9])
    assert axes.lines[1].get_xdata() == [10, 10]


def colour_at(axes, x):
    """Return the fill colours at a point of the data."""
    return {
        to_hex(patch.get_facecolor())
        for patch in axes.patches
        if isinstance(patch, Polygon) and patch.get_path().contains_point(x)
    }


def test_half_planes_lie_on_their_sides_of_the_line(axes):
    w, b = np.array([1, -0.5]), 0.2
    plots.plot_half_planes(w, b, CORNERS, threshold_unit(CORNERS, w, b), ax=axes)
    for x in np.random.default_rng(0).uniform(-1.4, 2.4, size=(100, 2)):
        side = "positive" if w @ x + b >= 0 else "negative"
        assert colour_at(axes, x) == {PALETTE[side]}
    on, off = axes.collections
    assert len(on.get_offsets()) + len(off.get_offsets()) == 4


def test_regions_are_what_the_network_answers(axes):
    rng = np.random.default_rng(1)
    hidden = [(rng.normal(size=2), rng.normal() / 2) for _ in range(3)]
    v, c = rng.normal(size=3), 0.1
    plots.plot_regions(hidden, (v, c), ax=axes)
    for x in rng.uniform(-0.4, 1.4, size=(200, 2)):
        h = [threshold_unit(x, w, b) for w, b in hidden]
        side = "positive" if threshold_unit(h, v, c) else "negative"
        assert colour_at(axes, x) == {PALETTE[side]}


def test_two_layers_shows_the_points_where_the_hidden_units_put_them():
    hidden, output = [([1, 1], -0.5), ([-1, -1], 1.5)], ([1, 1], -1.5)
    left, right = plots.plot_two_layers(hidden, output, CORNERS, [0, 1, 1, 0])
    np.testing.assert_array_equal(left.collections[0].get_offsets(), [(0, 1), (1, 0)])
    np.testing.assert_array_equal(right.collections[0].get_offsets(), [(1, 1), (1, 1)])
    np.testing.assert_array_equal(right.collections[1].get_offsets(), [(0, 1), (1, 0)])
    assert colour_at(right, (1, 1)) == {PALETTE["positive"]}
    assert colour_at(right, (1, 0)) == {PALETTE["negative"]}
    plt.close("all")


def test_diagonals_join_points_of_one_label(axes):
    plots.plot_diagonals(CORNERS, [0, 1, 1, 0], ax=axes)
    ones, zeros, middle = axes.lines
    assert list(zip(*ones.get_data(), strict=True)) == [(0, 1), (1, 0)]
    assert list(zip(*zeros.get_data(), strict=True)) == [(0, 0), (1, 1)]
    assert middle.get_data() == ([0.5], [0.5])


def test_learning_draws_every_line_and_rings_the_corrected_points(axes):
    X = np.array([[2.0, 1], [-1, 1], [-1, -2], [1, -1]])
    w, b, corrections = train_perceptron(X, [1, 0, 0, 1])
    plots.plot_learning(X, [1, 0, 0, 1], corrections, ax=axes)
    with_direction = [c for c in corrections if c.w.any()]
    assert len(axes.lines) == len(with_direction)
    last = axes.lines[0]
    assert to_hex(last.get_color()) == PALETTE["ink"]
    foot = np.array(last.get_xy1())
    assert w @ foot + b == pytest.approx(0)
    ringed = {tuple(x) for x in axes.collections[0].get_offsets()}
    assert ringed == {tuple(X[c.example]) for c in corrections}


def test_mistakes_are_drawn_against_their_bounds(axes):
    plots.plot_mistakes([10, 100], [3, 20], ax=axes)
    dots = axes.collections[-1].get_offsets()
    np.testing.assert_array_equal(dots, [(10, 3), (100, 20)])
    assert axes.get_xscale() == axes.get_yscale() == "log"


def test_the_pair_names_each_part_twice(axes):
    plots.plot_neuron_pair(axes)
    places = {}
    for text in axes.texts:
        places.setdefault(round(text.get_position()[0], 2), []).append(text.get_text())
    for cell, model in (
        ("other cells", "inputs"),
        ("synapses", "weights"),
        ("and soma", "sum"),
        ("threshold", "step f"),
        ("axon", "y = f(z)"),
    ):
        assert any(cell in names and model in names for names in places.values())


def test_figures_use_the_palette_only(axes):
    plots.plot_neuron_pair(axes)
    used = {to_hex(patch.get_facecolor()) for patch in axes.patches}
    used |= {to_hex(patch.get_edgecolor()) for patch in axes.patches}
    used |= {to_hex(line.get_color()) for line in axes.lines}
    used |= {to_hex(text.get_color()) for text in axes.texts}
    assert used <= set(PALETTE.values()) | {"#000000"}  # of what is not drawn
