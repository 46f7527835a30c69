"""Chapter 1's widgets by mouse, finger and keyboard, their numbers against nnbook."""

import itertools
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from nnbook.neuron import (
    leaky_integrate_and_fire,
    net_input,
    threshold_unit,
    train_perceptron,
)
from nnbook.widgets.perceptron_learning import SEPARABLE
from tests.browser.drawing import settle
from tests.browser.figure import Mount

PAGE = "chapters/01_neurons.html"
NUMBER = r"(−?\d+(?:\.\d+)?)"
GATES = {
    "AND": [0, 0, 0, 1],
    "OR": [0, 1, 1, 1],
    "NAND": [1, 1, 1, 0],
    "XOR": [0, 1, 1, 0],
}
INPUTS = np.array(list(itertools.product((0, 1), repeat=2)))


def number(text):
    """The number that a reading shows."""
    return float(text.replace("−", "-"))


class Figure(Mount):
    """One widget of the chapter."""

    def reading(self):
        """The sentence under the picture, once what was done is drawn."""
        return super().reading().replace("\u00a0", " ")

    def numbers(self, pattern):
        """The numbers in the reading, at the groups of a pattern."""
        text = self.reading()
        match = re.search(pattern, text)
        assert match, f"{pattern!r} is not in {text!r}"
        return [number(group) for group in match.groups()]

    def go(self, **state):
        """Follow a link that sets the widget's state."""
        self.follow(state)


@pytest.fixture
def figure(visit):
    """figure(name, **options of visit): a widget of the chapter's page."""
    return lambda name, **options: Figure(visit(PAGE, **options), name)


# The neuron


def potential(spikes, weights=(9, 7, -8), threshold=-55.0, tau=20.0):
    """The highest potential in mV and the times in ms of the spikes that leave."""
    inputs = np.zeros((5000, 3))
    for time, synapse in spikes:
        inputs[round(time / 0.1), synapse] += weights[synapse]
    trace, fired = leaky_integrate_and_fire(inputs, tau=tau, threshold=threshold)
    return trace.max(), np.flatnonzero(fired) * 0.1


PEAK = f"came to {NUMBER} mV at most"
FIRED = f"threshold of {NUMBER} mV at {NUMBER} ms; spikes that left: {NUMBER}"


@pytest.mark.parametrize(
    "spikes",
    [
        [[5, 0]],
        [[5, 0], [7, 1]],
        [[5, 0], [15, 1]],
        [[5, 0], [6, 2], [7, 1]],
        [[5, 0], [8, 0], [11, 0], [11, 2], [14, 1], [30, 0], [33, 1]],
    ],
)
def test_neuron_shows_the_record_of_a_link(figure, spikes):
    neuron = figure("neuron")
    neuron.go(spikes=spikes)
    peak, left = potential(spikes)
    if len(left):
        shown = neuron.numbers(FIRED)
        assert shown == [-55, pytest.approx(left[0], abs=0.051), len(left)]
    else:
        assert neuron.numbers(PEAK) == [pytest.approx(peak, abs=0.051)]


def test_neuron_adds_spikes_sent_by_mouse(figure):
    neuron = figure("neuron")
    neuron.button("send x₂ a spike (key 2)").click()
    neuron.page.wait_for_function(
        "document.querySelector('#neuron .nn-reading').textContent.includes('from x₂')"
    )
    assert neuron.numbers(PEAK) == [-63]
    assert "from x₁" not in neuron.reading()  # a new record began


def test_neuron_fires_by_keyboard(figure):
    neuron = figure("neuron")
    neuron.button("send x₁ a spike (key 1)").focus()
    for key in ("Enter", "2", "1"):
        neuron.page.keyboard.press(key)
    neuron.page.wait_for_function(
        "document.querySelector('#neuron .nn-reading').textContent.includes('2 spikes')"
    )
    assert neuron.numbers(FIRED)[2] >= 1
    assert neuron.numbers(f"z = {NUMBER}, so y = {NUMBER}") == [2 * 9 + 7 - 15, 1]


def test_neuron_strength_by_keyboard_and_mouse(figure):
    neuron = figure("neuron")
    strength = neuron.slider("Strength of the synapse of x₁")
    strength.focus()
    neuron.page.keyboard.press("ArrowRight")
    expect(strength).to_have_attribute("aria-valuetext", "+9.5 mV")
    assert neuron.numbers(PEAK) == [-60.5]
    neuron.drag(strength, -400, 0)
    expect(strength).to_have_attribute("aria-valuetext", "−15.0 mV")
    assert neuron.numbers(PEAK) == [-70]


def test_neuron_threshold_by_keyboard_and_mouse(figure):
    neuron = figure("neuron")
    threshold = neuron.slider("Threshold")
    threshold.focus()
    neuron.page.keyboard.press("Shift+ArrowDown")
    expect(threshold).to_have_attribute("aria-valuetext", "threshold −60.0 mV")
    neuron.drag(threshold, 0, 300)
    assert neuron.numbers(FIRED) == [-66, 5, 1]


def test_neuron_leak(figure):
    neuron = figure("neuron")
    spikes = [[5, 0], [10, 1]]
    neuron.go(spikes=spikes)
    neuron.slider("how slowly it leaks").focus()
    for _ in range(10):
        neuron.page.keyboard.press("ArrowLeft")
    peak, _ = potential(spikes, tau=10)
    assert neuron.numbers(PEAK) == [pytest.approx(peak, abs=0.051)]
    for _ in range(40):
        neuron.page.keyboard.press("ArrowRight")
    _, left = potential(spikes, tau=50)
    assert neuron.numbers(FIRED)[1:] == [left[0], len(left)]


def test_neuron_at_rest_is_drawn_to_the_point_of_now(figure):
    neuron = figure("neuron")
    neuron.slider("how slowly it leaks").focus()
    neuron.page.keyboard.press("Home")  # at rest long before the time that is shown
    settle(neuron.page)
    curve = neuron.root.locator(".nn-potential").get_attribute("d")
    end, _ = map(float, re.findall(r"[-\d.]+", curve)[-2:])
    now = float(neuron.root.locator(".nn-now").get_attribute("cx"))
    assert end == pytest.approx(now, abs=0.01)


def test_neuron_strength_to_its_ends(figure):
    neuron = figure("neuron")
    strength = neuron.slider("Strength of the synapse of x₁")
    strength.focus()
    for key, text in (("End", "+15.0 mV"), ("Home", "−15.0 mV")):
        neuron.page.keyboard.press(key)
        expect(strength).to_have_attribute("aria-valuetext", text)


def test_neuron_presets_run_to_their_end(figure):
    neuron = figure("neuron")
    neuron.button("Two apart").click()
    neuron.page.wait_for_function(
        "document.querySelector('#neuron .nn-reading').textContent.includes('from x₂')"
    )
    peak, left = potential([[6, 0], [26, 1]])
    assert not len(left)
    assert neuron.numbers(PEAK) == [pytest.approx(peak, abs=0.051)]
    assert neuron.numbers(f"z = {NUMBER}, so y = {NUMBER}") == [1, 1]


def test_neuron_steps_where_motion_is_not_wanted(figure):
    neuron = figure("neuron")
    neuron.page.emulate_media(reduced_motion="reduce")
    neuron.button("send x₁ a spike (key 1)").click()
    assert neuron.numbers(PEAK) == [-61]
    expect(neuron.root.locator(".nn-pulses circle")).to_have_count(0)
    neuron.button("Wait 10 ms").click()
    neuron.button("send x₂ a spike (key 2)").click()
    # Arrival takes 6 ms from each click: at 6 ms, and 10 + 6 ms later.
    peak, _ = potential([[6, 0], [22, 1]])
    assert neuron.numbers(PEAK) == [pytest.approx(peak, abs=0.051)]


@pytest.mark.parametrize("part", ["Synapse", "Soma", "Axon hillock", "Terminals"])
def test_neuron_lights_counterparts(figure, part):
    neuron = figure("neuron")
    label = neuron.root.locator(".nn-part-label", has_text=re.compile(f"^{part}"))
    name = label.get_attribute("data-part")
    label.focus()
    expect(neuron.root.locator(".nn-neuron")).to_have_attribute("data-lit", name)
    neuron.page.keyboard.press("Enter")
    label.blur()
    expect(label).to_have_attribute("aria-pressed", "true")
    label.click()
    neuron.page.mouse.move(0, 0)
    label.blur()
    expect(neuron.root.locator(".nn-neuron[data-lit]")).to_have_count(0)


# The McCulloch-Pitts neuron

LINE = rf"w = \({NUMBER}, {NUMBER}\) and b = {NUMBER}"


def assert_right(unit, gate):
    """The reading and the table say what nnbook's unit with these weights does."""
    w1, w2, b = unit.numbers(LINE)
    z = net_input(INPUTS, [w1, w2], b)
    y = threshold_unit(INPUTS, [w1, w2], b)
    right = y == GATES[gate]
    rows = [
        row.split("\t") for row in unit.root.locator("tbody").inner_text().split("\n")
    ]
    for row, zi, yi, wanted, ok in zip(rows, z, y, GATES[gate], right, strict=True):
        shown = re.split(r"=\s", row[2])[-1]
        assert number(shown) == pytest.approx(zi, abs=1e-9)
        assert row[3:] == [str(yi), str(wanted), "✓" if ok else "✗"]
    if right.all():
        assert f"all 4 rows of {gate} are right" in unit.reading()
    else:
        assert unit.numbers(f"{NUMBER} of 4 rows of {gate}") == [right.sum()]
    return int(right.sum())


def test_unit_is_moved_and_turned_by_mouse(figure):
    unit = figure("mcculloch-pitts")
    assert assert_right(unit, "AND") == 2
    unit.drag(unit.slider("The line: moves"), 55, -55)
    assert assert_right(unit, "AND") == 4
    before = unit.numbers(LINE)
    unit.drag(unit.slider("Tip of the weight arrow"), 30, 60)
    assert_right(unit, "AND")
    assert unit.numbers(LINE) != before


def test_unit_by_keyboard(figure):
    unit = figure("mcculloch-pitts")
    unit.slider("Tip of the weight arrow").focus()
    unit.page.keyboard.press("ArrowRight")
    unit.page.keyboard.press("Shift+ArrowDown")
    w1, w2, _ = unit.numbers(LINE)
    assert (w1, w2) == (1.05, 0.5)
    assert_right(unit, "AND")
    unit.slider("The line: moves").focus()
    for _ in range(3):
        unit.page.keyboard.press("Shift+ArrowRight")
    assert_right(unit, "AND")
    unit.slider("bias b").focus()
    unit.page.keyboard.press("Home")
    assert unit.numbers(LINE)[2] == -3
    assert assert_right(unit, "AND") == 3
    unit.root.get_by_role("radio", name="AND", exact=True).focus()
    unit.page.keyboard.press("ArrowRight")
    assert_right(unit, "OR")


@pytest.mark.parametrize("gate", GATES)
def test_unit_from_a_link(figure, gate):
    unit = figure("mcculloch-pitts")
    line = {"AND": ([1, 1], -1.5), "NAND": ([-1, -1], 1.5)}
    weights, bias = line.get(gate, ([1, 1], -0.5))
    unit.go(weights=weights, bias=bias, target=gate)
    assert assert_right(unit, gate) == (3 if gate == "XOR" else 4)


def test_unit_never_reaches_xor(figure):
    unit = figure("mcculloch-pitts")
    unit.root.get_by_role("radio", name="XOR").check()
    rng = np.random.default_rng(0)
    for w1, w2, b in rng.uniform(-2, 2, size=(20, 3)).round(2):
        unit.go(weights=f"{w1},{w2}", bias=float(b))
        assert assert_right(unit, "XOR") <= 3
        # Both sums of the proof are one number, and one of the two fails.
        proof = unit.root.locator(".nn-proof").inner_text()
        sums = re.findall(rf"= {NUMBER} ([✓✗])", proof.replace("\u00a0", " "))
        assert [number(value) for value, _ in sums] == [
            pytest.approx(w1 + w2 + 2 * b, abs=0.011)
        ] * 2
        assert [mark for _, mark in sums].count("✗") == 1


@pytest.mark.parametrize("weights", ["0.4,-2", "0.4,0.4", "-2,-2", "0,2"])
@pytest.mark.parametrize("bias", [-3, -0.5, 3])
def test_unit_keeps_its_arrow_in_the_plane(figure, weights, bias):
    unit = figure("mcculloch-pitts")
    unit.go(weights=weights, bias=bias)
    settle(unit.page)
    tip = unit.slider("Tip of the weight arrow").locator(".nn-dot").bounding_box()
    plane = unit.root.locator(".nn-plane svg").bounding_box()
    middle = [tip[a] + tip[size] / 2 for a, size in (("x", "width"), ("y", "height"))]
    assert plane["x"] < middle[0] < plane["x"] + plane["width"]
    assert plane["y"] < middle[1] < plane["y"] + plane["height"] - 22  # the axis
    # Where the arrow is drawn shorter a key is still a step of 0.05.
    before = unit.numbers(LINE)
    unit.slider("Tip of the weight arrow").focus()
    unit.page.keyboard.press("ArrowLeft" if before[0] > 0 else "ArrowRight")
    change = -0.05 if before[0] > 0 else 0.05
    assert unit.numbers(LINE)[0] == pytest.approx(before[0] + change, abs=0.011)


def test_unit_without_weights_has_no_line(figure):
    unit = figure("mcculloch-pitts")
    unit.button("Weights of 0").click()
    assert "there is no line" in unit.reading()
    expect(unit.slider("The line: moves")).to_be_hidden()


# Perceptron learning

CHANGE = (
    rf"Correction {NUMBER}, round {NUMBER}: .* to \({NUMBER}, {NUMBER}\), "
    rf"b by \S+ to {NUMBER}; wrong now: {NUMBER} of"
)


def assert_learns(perceptron, press, points, weights, bias, rate):
    """Step to the end; each correction is that of nnbook's perceptron."""
    X, y = np.array(points)[:, :2], np.array(points)[:, 2].astype(int)
    *_, corrections = train_perceptron(X, y, weights, bias, rate)
    for i, c in enumerate(corrections[:-1], start=1):
        press()
        wrong = (threshold_unit(X, c.w, c.b) != y).sum()
        shown = perceptron.numbers(CHANGE)
        assert shown[:2] == [i, c.epoch + 1]
        assert shown[2:4] == pytest.approx(c.w, abs=0.0051)
        assert shown[4:] == [pytest.approx(c.b, abs=0.0051), wrong]
    press()
    last = corrections[-1]
    pattern = (
        rf"After correction {NUMBER}, .* w = \({NUMBER}, {NUMBER}\) and b = {NUMBER}"
    )
    count, *end = perceptron.numbers(pattern)
    assert count == len(corrections)
    assert end == pytest.approx([*last.w, last.b], abs=0.0051)


def step_of(perceptron):
    """Press Step."""
    return perceptron.button("Step").click


def test_perceptron_learns_by_mouse(figure):
    perceptron = figure("perceptron-learning")
    assert_learns(perceptron, step_of(perceptron), SEPARABLE, [1, 0.5], -0.5, 0.5)


def test_perceptron_learns_by_keyboard(figure):
    perceptron = figure("perceptron-learning")
    points = [[*map(int, x), int(x.all())] for x in INPUTS]
    perceptron.go(points=points, weights="0,0", bias=0, learning_rate=1)
    perceptron.button("Step").focus()

    def press():
        perceptron.page.keyboard.press("Enter")

    assert_learns(perceptron, press, points, [0, 0], 0, 1)


def test_perceptron_forgets(figure):
    perceptron = figure("perceptron-learning")
    start = perceptron.reading()
    step_of(perceptron)()
    assert perceptron.reading() != start
    perceptron.button("Forget").click()
    assert perceptron.reading() == start


def test_perceptron_goes_round_on_xor(figure):
    perceptron = figure("perceptron-learning")
    perceptron.button("XOR").click()
    for _ in range(12):
        step_of(perceptron)()
    pattern = (
        rf"In {NUMBER} more corrections the weights will be again (w = .*), as they"
    )
    text = perceptron.reading()
    cycle, state = re.search(pattern, text).groups()
    for _ in range(int(cycle)):
        step_of(perceptron)()
    assert state in perceptron.reading()


def test_perceptron_plays_and_pauses(figure):
    perceptron = figure("perceptron-learning")
    perceptron.button("Play").click()
    perceptron.page.wait_for_function(
        "document.querySelector('#perceptron-learning .nn-reading')"
        ".textContent.includes('Correction 2')"
    )
    perceptron.button("Pause").click()
    expect(perceptron.button("Play")).to_be_visible()


def dots(perceptron):
    """How many points there are."""
    perceptron.reading()
    return perceptron.root.locator(".nn-point").count()


def test_points_are_placed_moved_and_removed_by_mouse(figure):
    perceptron = figure("perceptron-learning")
    perceptron.button("Empty plane").click()
    assert "The plane is empty" in perceptron.reading()
    ground = perceptron.root.locator(".nn-ground")
    ground.click(position={"x": 60, "y": 60})
    perceptron.root.get_by_role("radio", name="class 0").check()
    ground.click(position={"x": 200, "y": 150})
    assert dots(perceptron) == 2
    assert perceptron.numbers(f"{NUMBER} of {NUMBER} points") == [1, 2]
    perceptron.drag(perceptron.root.locator(".nn-point").last, 40, 40)
    box = perceptron.root.locator(".nn-ground").bounding_box()
    perceptron.root.get_by_role("radio", name="removes").check()
    perceptron.page.mouse.click(box["x"] + 240, box["y"] + 190)
    assert dots(perceptron) == 1


def test_points_are_placed_and_removed_by_keyboard(figure):
    perceptron = figure("perceptron-learning")
    perceptron.button("Empty plane").click()
    cursor = perceptron.slider("Cursor on the plane")
    cursor.focus()
    for key in ("Shift+ArrowLeft", "1", "Shift+ArrowRight", "Shift+ArrowRight", "0"):
        perceptron.page.keyboard.press(key)
    expect(cursor).to_have_attribute("aria-valuetext", "at (1.0, 0.0)")
    assert dots(perceptron) == 2
    points = [[-1, 0, 1], [1, 0, 0]]
    press = step_of(perceptron)
    assert_learns(perceptron, press, points, [0, 0], 0, 0.5)
    cursor.focus()
    perceptron.page.keyboard.press("Delete")
    assert dots(perceptron) == 1


def test_a_finger_places_a_point(figure):
    perceptron = figure("perceptron-learning", width=360, height=740, touch=True)
    before = dots(perceptron)
    ground = perceptron.root.locator(".nn-ground")
    ground.scroll_into_view_if_needed()
    ground.tap(position={"x": 20, "y": 130})
    assert dots(perceptron) == before + 1
