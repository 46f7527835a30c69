"""The figures of chapter 2 in the built page, moved by mouse and by keyboard.

What they say is compared with nnbook's functions and with numpy.
"""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from nnbook.activations import ACTIVATIONS
from tests.browser.drawing import settle
from tests.browser.figure import Mount, value
from tests.golden.chapter2 import zero_centred
from tests.golden.dying_relu_twin import train

PAGE = "chapters/02_activations.html"
EXPLORER, CENTRED, DYING = "activation-explorer", "zero-centred", "dying-relu"
NUMBER = r"−?\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"


@pytest.fixture
def figure(visit):
    """Open the page with a figure in a state: figure(name, "z=3") -> (page, it)."""

    def open_(name, state="", **options):
        mount = Mount(visit(PAGE, **options), name)
        if state:
            mount.follow(state)
        return mount.page, mount.root

    return open_


def go(page, name, state):
    """Follow a link of the prose."""
    page.evaluate(
        """hash => new Promise((done) => {
            // The same link again would change nothing, and nobody would hear.
            history.replaceState(null, '', location.pathname);
            addEventListener('hashchange', done, { once: true });
            location.hash = hash;
        })""",
        f"{name}?{state}",
    )
    settle(page)


def reading(it):
    """What the figure says."""
    settle(it.page)
    return it.locator(".nn-reading").inner_text()


def drag(page, handle, dx, dy, steps=5):
    """Drag a handle by so many px."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=steps)
    page.mouse.up()


# Activation explorer


def read_point(it):
    """z, value and slope that the explorer says."""
    text = reading(it)
    z, y = re.search(rf"At z = ({NUMBER}), .*? gives ({NUMBER})", text).groups()
    slope = re.search(rf"slope (?:is )?({NUMBER})", text)
    return value(z), value(y), value(slope[1]) if slope else 0.0


def test_explorer_says_what_nnbook_computes(figure):
    page, it = figure(EXPLORER, "gamma=0.01")
    for name, function in ACTIVATIONS.items():
        for z in (-4.0, -0.7, 0.0, 1.3, 5.0):
            go(page, EXPLORER, f"f={name}&z={z}")
            said = read_point(it)
            assert said[0] == z
            assert said[1] == pytest.approx(float(function.f(z)), abs=5.1e-4), name
            if "exactly 0" in reading(it):
                assert function.df(z) == 0
            else:
                assert said[2] == pytest.approx(float(function.df(z)), rel=6e-3), name


def test_explorer_calls_a_tail_saturated_and_not_the_bottom_of_a_dip(figure):
    page, it = figure(EXPLORER, "f=gelu&z=-0.75")
    assert "saturated" not in reading(it) and "gradient" in reading(it)
    for f, z in (("gelu", -3), ("tanh", 2.2), ("logistic", -6)):
        go(page, EXPLORER, f"f={f}&z={z}")
        assert "saturated" in reading(it)


@pytest.mark.parametrize("label", ["Point on the curve", "Point on the derivative"])
def test_explorer_point_by_mouse(figure, label):
    page, it = figure(EXPLORER, "f=tanh&z=0")
    drag(page, it.get_by_label(label), 120, 15)
    z, y, slope = read_point(it)
    assert 2 < z < 3  # about 50 px to a unit
    assert y == pytest.approx(np.tanh(z), abs=5.1e-4)
    assert slope == pytest.approx(1 - np.tanh(z) ** 2, rel=6e-3)
    drag(page, it.get_by_label(label), 900, 0)
    assert read_point(it)[0] == 6


def test_explorer_point_by_keyboard(figure):
    page, it = figure(EXPLORER, "f=logistic&z=0")
    point = it.get_by_label("Point on the curve")
    point.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert read_point(it)[0] == 1.1
    page.keyboard.press("ArrowLeft")
    assert read_point(it)[:2] == (1.0, 0.731)
    expect(point).to_have_attribute("aria-valuetext", "z = 1.00, value 0.731")


def test_explorer_choosing_a_curve_moves_the_point_to_it(figure):
    page, it = figure(EXPLORER, "f=logistic,relu&z=2")
    names = it.get_by_role("button", name="put the point on this curve")
    assert [name.get_attribute("aria-pressed") for name in names.all()] == [
        "true",
        "false",
    ]
    names.nth(1).click()
    assert "ReLU gives 2.000" in reading(it)
    names.filter(has_text="logistic").focus()
    page.keyboard.press("Enter")
    assert "logistic σ gives 0.881" in reading(it)
    go(page, EXPLORER, "f=relu,tanh&z=-4")
    # On the curve of tanh itself, where no label is: z = 4.
    plot = it.locator("svg.nn-plot").first.bounding_box()
    curve = it.locator(".nn-is-tanh .nn-curve").first
    x, y = curve.evaluate(
        """path => {
            const at = path.getPointAtLength(path.getTotalLength() * 0.8);
            return [at.x, at.y];
        }"""
    )
    page.mouse.click(plot["x"] + x, plot["y"] + y)
    assert "tanh gives −0.999" in reading(it)


def test_explorer_shows_any_set_of_functions(figure):
    _, it = figure(EXPLORER, "f=logistic&z=-1")
    it.get_by_label("SiLU", exact=True).check()
    assert "Slopes of the others: SiLU 0.0723" in reading(it)
    it.get_by_label("logistic σ", exact=True).uncheck()
    assert "SiLU gives −0.269" in reading(it)
    it.get_by_label("SiLU", exact=True).uncheck()
    assert reading(it) == "Choose a function to see its curve and its slope."
    it.get_by_role("button", name="Reset").click()
    assert reading(it).startswith("At z = ")
    assert it.locator(".nn-curve").count() >= 2


def test_explorer_derivative_can_be_hidden(figure):
    _, it = figure(EXPLORER, "f=tanh")
    lower = it.locator("svg.nn-plot").nth(1)
    expect(lower).to_be_visible()
    it.get_by_label("Show the derivative").uncheck()
    expect(lower).to_be_hidden()


def test_explorer_leak(figure):
    _, it = figure(EXPLORER, "f=tanh&z=-2&gamma=0.1")
    leak = it.get_by_label("Leak γ")
    expect(leak).to_be_hidden()
    it.get_by_label("tanh", exact=True).uncheck()
    it.get_by_label("Leaky ReLU", exact=True).check()
    leak.focus()
    leak.press("ArrowRight")
    assert "Leaky ReLU gives −0.220 and its slope is 0.110" in reading(it)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_explorer_names_cover_neither_each_other_nor_a_curve(figure, width, theme):
    page, it = figure(EXPLORER, width=width, theme=theme)
    for chosen in (list(ACTIVATIONS), ["logistic", "tanh"], ["relu", "gelu", "silu"]):
        go(page, EXPLORER, f"f={','.join(chosen)}")
        for plot in it.locator("svg.nn-plot").all():
            hits = plot.evaluate(
                """svg => {
                    const shown = (node) => node.getBoundingClientRect().width > 0;
                    const boxes = [...svg.querySelectorAll('.nn-name text, .nn-zone')]
                        .filter(shown).map((node) => node.getBoundingClientRect());
                    const origin = svg.getBoundingClientRect();
                    const points = [...svg.querySelectorAll('.nn-curve')].flatMap(
                        (path) => Array.from({ length: 600 }, (_, i) =>
                            path.getPointAtLength(path.getTotalLength() * i / 599)));
                    const meet = (a, b) => a.left < b.right && b.left < a.right
                        && a.top < b.bottom && b.top < a.bottom;
                    const inside = (p, b) => p.x + origin.left > b.left
                        && p.x + origin.left < b.right
                        && p.y + origin.top > b.top + 2
                        && p.y + origin.top < b.bottom - 2;
                    return boxes.flatMap((box, i) => [
                        ...boxes.slice(i + 1).filter((other) => meet(box, other)),
                        ...points.filter((point) => inside(point, box)),
                    ]).length;
                }"""
            )
            assert hits == 0, chosen


def test_explorer_refuses_what_it_cannot_show(figure):
    page, it = figure(EXPLORER, "f=tahn")
    expect(it.get_by_role("alert")).to_contain_text("the nearest is tanh")
    assert "step gives" in reading(it)
    go(page, EXPLORER, "f=tanh&z=99&gamma=-3")
    notices = it.get_by_role("alert")
    expect(notices).to_have_count(2)
    expect(notices.first).to_contain_text("z must be a number from −6 to 6")
    expect(notices.last).to_contain_text("gamma must be a number from 0 to 0.5")
    assert "tanh gives" in reading(it)
    go(page, EXPLORER, "f=relu&z=5")  # the curve has left the chart: the point has not
    expect(notices).to_have_count(0)
    plot = it.locator("svg.nn-plot").first.bounding_box()
    point = it.get_by_label("Point on the curve").locator(".nn-dot").bounding_box()
    assert point["y"] + point["height"] / 2 >= plot["y"]


def test_explorer_shows_the_readers_own_function(open_page):
    page = open_page(PAGE)
    it = page.locator("#activation-explorer-4")
    # It takes the place of the book's own function of that name.
    expect(it.locator(".nn-option:visible").filter(has_text="softplus")).to_have_count(
        1
    )
    z, y, slope = read_point(it)
    assert "softplus gives" in reading(it)
    assert y == pytest.approx(np.logaddexp(0, z), abs=5.1e-4)
    assert slope == pytest.approx(1 / (1 + np.exp(-z)), rel=6e-3)
    it.get_by_label("Point on the curve").focus()
    page.keyboard.press("Shift+ArrowLeft")
    z, y, slope = read_point(it)
    assert y == pytest.approx(np.logaddexp(0, z), abs=5.1e-4)
    assert slope == pytest.approx(1 / (1 + np.exp(-z)), rel=6e-3)


# Zero-centred inputs

TASKS = zero_centred()


def mean_loss(kind, w):
    """Half the mean squared error at weights w."""
    task = TASKS["tasks"][kind]
    return 0.5 * np.mean((task["inputs"] @ w - task["targets"]) ** 2)


def descent(kind, start, learning_rate, steps):
    """Losses of descent over all examples, and whether the gradient had one sign."""
    h, t = (TASKS["tasks"][kind][key] for key in ("inputs", "targets"))
    w, losses, same = np.array(start), [mean_loss(kind, start)], []
    for _ in range(steps):
        gradient = (h @ w - t) @ h / len(h)
        same.append(gradient[0] * gradient[1] > 0)
        w = w - learning_rate * gradient
        losses.append(mean_loss(kind, w))
    return np.array(losses), np.array(same)


def steps_needed(kind, start, learning_rate):
    """The first step at which 99% of the way down to the least loss is done."""
    losses, _ = descent(kind, start, learning_rate, 400)
    least = TASKS["tasks"][kind]["least"]
    return int(np.argmax(losses <= least + 0.01 * (losses[0] - least)))


def read_centred(it):
    """(Steps needed, loss, share of steps with one sign), for logistic and tanh."""
    text = reading(it)
    needed = [
        int(re.search(rf"(\d+) steps? with {kind} inputs", text)[1])
        for kind in ("logistic", "tanh")
    ]
    losses = re.search(rf"the loss is ({NUMBER}) and ({NUMBER})", text).groups()
    shares = re.search(r"in (\d+)% and (\d+)% of the steps", text).groups()
    rows = zip(needed, map(value, losses), map(int, shares), strict=True)
    return dict(zip(("logistic", "tanh"), rows, strict=True))


def check_centred(it, start, learning_rate, steps):
    """What the figure says is what numpy computes."""
    for kind, (needed, loss, share) in read_centred(it).items():
        assert needed == steps_needed(kind, start, learning_rate)
        losses, same = descent(kind, start, learning_rate, steps)
        assert loss == pytest.approx(losses[-1], rel=6e-3)
        assert share == pytest.approx(100 * same[:needed].mean(), abs=0.51)


def test_centred_says_what_numpy_computes(figure):
    page, it = figure(CENTRED, "inputs=logistic&batch=all")
    for start, rate, steps in [
        ((-1, 2.2), 0.9, 60),
        ((3.6, 1.2), 0.3, 20),
        ((-2, -3), 0.05, 7),
    ]:
        state = f"start={start[0]},{start[1]}&learning_rate={rate}&steps={steps}"
        go(page, CENTRED, state)
        check_centred(it, start, rate, steps)


def test_centred_start_by_mouse_and_by_keyboard(figure):
    page, it = figure(
        CENTRED, "inputs=logistic&batch=all&learning_rate=0.5&steps=10&start=-1,2"
    )
    handle = it.get_by_label("Start of the path, tanh inputs")
    handle.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    expect(handle).to_have_attribute("aria-valuetext", "w₁ = 0.00, w₂ = 1.90")
    check_centred(it, (0.0, 1.9), 0.5, 10)
    drag(page, it.get_by_label("Start of the path, logistic inputs"), 80, -10)
    settle(page)
    text = handle.get_attribute("aria-valuetext")
    start = [value(part) for part in re.findall(rf"= ({NUMBER})", text)]
    assert 1 < start[0] < 3.5
    check_centred(it, start, 0.5, 10)


def test_centred_rate_by_slider_and_in_the_chart(figure):
    page, it = figure(CENTRED, "inputs=logistic&batch=all&start=-1,2.2&steps=60")
    go(page, CENTRED, "learning_rate=0.9")
    slider, point = it.get_by_label("Learning rate", exact=True).all()
    expect(slider).to_have_attribute("aria-valuetext", "0.90")
    slider.focus()
    page.keyboard.press("PageUp")
    text = reading(it)
    assert "forever with logistic inputs (their loss grows without end)" in text
    assert re.search(r"and \d+ steps? with tanh inputs", text)
    drag(page, point, -900, 0)
    settle(page)
    expect(point).to_have_attribute("aria-valuetext", "0.020")
    assert "more than 400 steps with logistic inputs" in reading(it)
    point.focus()
    page.keyboard.press("Shift+ArrowRight")
    settle(page)
    expect(point).to_have_attribute("aria-valuetext", "0.030")


def test_centred_one_example_a_step_opens_two_quadrants(figure):
    _, it = figure(CENTRED, "inputs=logistic&batch=all&start=-1,2.2&steps=4")
    planes = it.locator(".nn-plane")
    expect(it.locator(".nn-quadrant")).to_have_count(0)
    it.get_by_label("one penguin").check()
    assert "and one penguin a step" in reading(it)
    expect(planes.nth(0).locator(".nn-quadrant")).to_have_count(2)
    expect(planes.nth(1).locator(".nn-quadrant")).to_have_count(4)
    expect(planes.nth(0).locator(".nn-fan line")).to_have_count(32)
    # Each of the 32 steps that are open raises both weights or lowers both.
    ends = """lines => lines.map((line) =>
        ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line.getAttribute(name))))"""
    steps = planes.nth(0).locator(".nn-fan line").evaluate_all(ends)
    assert all((x2 - x1) * (y1 - y2) > 0 for x1, y1, x2, y2 in steps)
    assert "had the same sign in 100%" in reading(it)


def test_centred_step_and_play(figure):
    page, it = figure(CENTRED, "inputs=logistic&batch=all&learning_rate=0.5")
    go(page, CENTRED, "steps=0&start=-1,2.2")
    assert "After" not in reading(it)
    it.get_by_role("button", name="Step", exact=True).click()
    assert "After 1 step the loss is" in reading(it)
    it.get_by_role("button", name="Play").click()
    expect(it.locator(".nn-reading")).to_contain_text(
        re.compile(r"After ([5-9]|\d\d) steps")
    )
    it.get_by_role("button", name="Pause").click()
    steps = int(re.search(r"After (\d+) steps", reading(it))[1])
    assert 4 < steps < 30
    check_centred(it, (-1, 2.2), 0.5, steps)
    settle(page, frames=20)
    assert f"After {steps} steps" in reading(it)


def test_centred_shows_one_plane_on_a_phone(figure):
    _, it = figure(CENTRED, "inputs=logistic", width=360)
    planes = it.locator(".nn-plane")
    expect(planes.nth(0)).to_be_visible()
    expect(planes.nth(1)).to_be_hidden()
    it.get_by_label("tanh: zero-centred").check()
    expect(planes.nth(0)).to_be_hidden()
    expect(planes.nth(1)).to_be_visible()
    assert planes.nth(1).locator(".nn-bowl ellipse").count() > 5


def test_centred_refuses_what_it_cannot_show(figure):
    page, it = figure(CENTRED, "inputs=tahn")
    notices = it.get_by_role("alert")
    expect(notices).to_contain_text("one of logistic, tanh (the nearest is tanh)")
    go(page, CENTRED, "inputs=tanh&batch=all&learning_rate=99&steps=-5&start=50,-50")
    for key in ("learning_rate", "steps", "start"):
        expect(notices.filter(has_text=f"but {key} must be")).to_have_count(1)
    handle = it.get_by_label("Start of the path, tanh inputs")
    expect(handle).to_have_attribute("aria-valuetext", "w₁ = −1.00, w₂ = 2.20")


# Dying ReLU


def check_dying(it, **setting):
    """The counts and the error that the figure says are those of the twin in numpy."""
    silent, error = train(**setting)
    text = reading(it)
    if setting.get("gamma"):
        assert re.search(rf"\b{silent} of 40 units (?:are|is) below zero", text)
        dead, error0 = train(**setting | {"gamma": 0.0})
        last = re.search(rf"ReLU from the same start has ({NUMBER}), with (\d+)", text)
        assert int(last[2]) == dead
        assert value(last[1]) == pytest.approx(error0, rel=6e-3)
    else:
        words = {0: "no unit is dead", 1: "1 of 40 units is", 40: "all 40 units are"}
        assert words.get(silent, f"{silent} of 40 units are dead") in text
        expect(it.locator(".nn-dead")).to_have_count(silent)
    said = re.search(rf"mean squared error is ({NUMBER})", text)[1]
    assert value(said) == pytest.approx(error, rel=6e-3)


def dying_state(**setting):
    """The address of a setting."""
    return "&".join(f"{key}={number}" for key, number in setting.items())


def test_dying_says_what_numpy_computes(figure):
    page, it = figure(DYING)
    for rate, bias, gamma, seed, step in [
        (1.0, 0.0, 0.0, 10, 200),
        (0.1, 0.0, 0.0, 4, 400),
        (2.0, 0.0, 0.0, 3, 400),
        (0.3, -3.0, 0.0, 7, 150),
        (0.3, -3.0, 0.1, 10, 400),
    ]:
        setting = {"learning_rate": rate, "bias": bias, "gamma": gamma}
        setting |= {"seed": seed, "step": step}
        go(page, DYING, dying_state(**setting))
        check_dying(it, **setting)


def test_dying_controls_by_keyboard(figure):
    setting = {"learning_rate": 1.0, "bias": 0.0, "gamma": 0.0, "seed": 10, "step": 200}
    page, it = figure(DYING, dying_state(**setting))
    it.get_by_label("Biases at the start").focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    setting["bias"] = -0.5
    check_dying(it, **setting)
    it.get_by_label("Step of the training").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowLeft")
    setting["step"] = 209
    assert "After 209 steps" in reading(it)
    check_dying(it, **setting)
    it.get_by_label("Leak γ").focus()
    page.keyboard.press("ArrowRight")
    setting["gamma"] = 0.01
    check_dying(it, **setting)
    rate = it.get_by_label("Learning rate")
    rate.focus()
    page.keyboard.press("Home")
    setting["learning_rate"] = 0.01
    check_dying(it, **setting)
    page.keyboard.press("End")
    settle(page)
    expect(rate).to_have_attribute("aria-valuetext", "3")


def test_dying_step_by_mouse(figure):
    page, it = figure(DYING, "learning_rate=1&bias=0&gamma=0&seed=10&step=200")
    drag(page, it.get_by_label("Step of the training"), -60, 0)
    step = int(re.search(r"After (\d+) steps", reading(it))[1])
    assert 60 < step < 180
    check_dying(it, learning_rate=1.0, seed=10, step=step)


def test_dying_buttons(figure):
    page, it = figure(DYING, "learning_rate=0.3&bias=0&gamma=0&seed=10&step=400")
    it.get_by_role("button", name="Another start (now 10)").click()
    check_dying(it, learning_rate=0.3, seed=11, step=400)
    it.get_by_role("button", name="Play").click()  # from the start again
    expect(it.locator(".nn-reading")).to_contain_text(re.compile(r"After \d+ step"))
    it.get_by_role("button", name="Pause").click()
    step = int(re.search(r"After (\d+) step", reading(it))[1])
    assert 1 <= step < 300
    it.get_by_role("button", name="Step", exact=True).click()
    assert f"After {step + 1} steps" in reading(it)
    check_dying(it, learning_rate=0.3, seed=11, step=step + 1)
    it.get_by_role("button", name="Too low, with a leak").click()
    check_dying(it, learning_rate=0.3, bias=-3.0, gamma=0.1, seed=11, step=step + 1)
    go(page, DYING, "step=0&gamma=0&bias=0")
    assert "Before the first step, every one of the 40 units" in reading(it)
    go(page, DYING, "bias=-3")
    dead = train(bias=-3.0, seed=11, step=0)[0]
    assert f"Before the first step, {dead} of 40 units are dead" in reading(it)


def test_dying_refuses_what_it_cannot_show(figure):
    asked = {"learning_rate": 99, "bias": 9, "gamma": 9, "seed": -4, "step": 1e9}
    page, it = figure(DYING)
    said = reading(it)
    go(page, DYING, dying_state(**asked))
    for key in asked:
        notice = it.get_by_role("alert").filter(has_text=f"but {key} must be")
        expect(notice).to_have_count(1)
    assert reading(it) == said
