"""The laboratory of chapter 4 in the built page, by mouse, touch and keyboard.

What the graph stepper says is compared with nnbook's engine.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.drawing import settle
from tests.browser.figure import FASTEST, Mount
from tests.golden.graphs import WIDGET, case

STEPPER = "graph-stepper"
PAGE = "chapters/04_backpropagation.html"
NUMBER = r"−?(?:\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|∞)"
SOFTMAX = "e = exp(a); p = e / (e + exp(b) + exp(c)); L = -log(p)"
START = {"expression": "t = x + y; z = t^2", "values": '{"x": 2, "y": 3}'}
FRAME = 1000 / 60  # ms


@pytest.fixture
def figure(visit):
    """Open the page of a figure in a state: figure(name, z=3) -> (page, it)."""

    def open_(name, options=None, **state):
        mount = Mount(visit(PAGE, **(options or {})), name)
        if state:
            mount.follow(state)
        return mount.page, mount.root

    return open_


def reading(it):
    """What the figure says once it has come to rest."""
    settle(it.page)
    return it.locator(".nn-reading").inner_text()


def value(text):
    """The number that a text such as −1.20 or 2.45×10⁻⁵ shows."""
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
    return float(text.translate(digits).replace("×10", "e").replace("∞", "inf"))


def values_of(at):
    """The variables' values as a link has them."""
    pairs = (f'"{name}": {number}' for name, number in at.items())
    return "{" + ", ".join(pairs) + "}"


def step(it):
    """(done, all) steps, once the figure has come to rest."""
    settle(it.page)
    text = it.locator(".nn-steps output").inner_text()
    return tuple(int(n) for n in re.findall(r"\d+", text))


def texts(it, selector):
    """The texts of these elements, in the order of the graph."""
    return it.locator(selector).all_text_contents()


# Graph stepper


@pytest.mark.parametrize(("formula", "at"), WIDGET)
def test_graph_ends_with_the_gradients_of_the_engine(figure, formula, at):
    _, it = figure(STEPPER, expression=formula, values=values_of(at), step=999)
    expected = case(formula, at)
    said = reading(it)
    for name, slope in expected["torch"].items():
        found = re.search(rf"∂\w+/∂{name} = ({NUMBER})", said)
        if found is None:  # at the tie of a max the two sides have different slopes
            assert "kink" in said
            continue
        assert value(found[1]) == pytest.approx(slope, rel=6e-3, abs=6e-3)
    assert "nnbook" not in expected or expected["nnbook"] == pytest.approx(
        expected["torch"]
    )
    done, last = step(it)
    assert done == last


def test_graph_steps_forward_and_backward(figure):
    page, it = figure(STEPPER, **START)
    assert "2 operations compute z from x, y." in reading(it)
    said = []
    for _ in range(7):
        it.get_by_role("button", name="Next").click()
        said.append(reading(it))
    assert said[0] == "Forward: t = x + y = 2 + 3 = 5."
    assert said[1].startswith("Forward: z = t^2 = 5^2 = 25.")
    assert "∂z/∂z = 1" in said[2]
    assert "n·aⁿ⁻¹ = 2·5^(2 − 1) = 10. Upstream 1 × local 10 = 10 arrives" in said[3]
    assert "Upstream 10 × local 1 = 10 arrives at x." in said[4]
    assert "Upstream 10 × local 1 = 10 arrives at y." in said[5]
    assert "∂z/∂x = 10, ∂z/∂y = 10" in said[6]
    assert it.get_by_role("button", name="Next").is_disabled()
    assert texts(it, ".nn-label") == ["1 × 10 = 10", "10 × 1 = 10", "10 × 1 = 10", ""]
    assert texts(it, "text.nn-check") == ["≈ 10", "≈ 10"]
    it.get_by_role("button", name="Back").click()
    assert step(it) == (6, 7)
    it.locator(".nn-canvas").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert step(it) == (5, 7)
    line = it.get_by_label("Step", exact=True)
    line.focus()
    page.keyboard.press("End")
    assert step(it) == (7, 7)


def test_contributions_add_up_at_a_fan_out(figure):
    _, it = figure(STEPPER, expression="z = x*y + x", values='{"x": 3, "y": 4}', step=5)
    node = it.locator(".nn-variable").first
    assert "x is used 2 times, so more will be added." in reading(it)
    assert node.locator(".nn-gradient").all_text_contents() == ["1", "+ …"]
    it.get_by_role("button", name="Next").click()
    expect(node.locator(".nn-gradient")).to_have_text(["1", "+ 4", "= 5"])
    assert "Contributions add up at x: 1 + 4 = 5." in reading(it)


def test_numbers_follow_the_typed_and_the_dragged_value(figure):
    page, it = figure(STEPPER, **START, step=99)
    field = it.get_by_label("Value of x")
    field.fill("-4.5")
    page.keyboard.press("Enter")
    assert "∂z/∂x = −3, ∂z/∂y = −3" in reading(it)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    expect(field).to_have_value("−3.4")
    field.evaluate("node => node.blur()")
    box = field.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 101, y, steps=10)
    page.mouse.up()
    expect(field).to_have_value("−1.4")
    assert "∂z/∂x = 3.2" in reading(it)
    field.fill("abc")
    page.keyboard.press("Tab")
    expect(field).to_have_value("−1.4")
    assert "Type a number such as −0.5" in reading(it) and "stays −1.4" in reading(it)
    field.fill("1,000")
    page.keyboard.press("Tab")
    expect(field).to_have_value("1000")
    assert "Type a number" not in reading(it)


def test_formula_is_drawn_as_it_is_typed(figure):
    page, it = figure(STEPPER, step=3)
    formula = it.get_by_label("Formula")
    formula.fill("max(u, v) * sin(u)")
    assert "3 operations compute f from u, v." in reading(it)
    assert texts(it, ".nn-symbol") == ["u", "v", "max", "sin", "×"]
    expect(it.get_by_role("spinbutton")).to_have_count(2)
    it.get_by_role("button", name="Reset").click()
    expect(formula).to_have_value("t = x + y; z = t^2")


@pytest.mark.parametrize(
    ("typed", "line", "carets", "message"),
    [
        ("x + * y", "x + * y", "    ^", "is expected here, not “*”"),
        ("2x + 1", "2x + 1", " ^", "an operator is missing"),
        ("log(x", "log(x", "   ^", "never closed"),
        ("x + ", "x + ", "   ^", "The formula ends here"),
        ("f(x) + 1", "f(x) + 1", "^", "There is no function “f”"),
        ("max(x)", "max(x)", "^^^^^^", "takes two arguments, not 1"),
    ],
)
def test_mistake_in_a_formula_is_marked(figure, typed, line, carets, message):
    page, it = figure(STEPPER)
    formula = it.get_by_label("Formula")
    formula.fill(typed)
    alert = it.get_by_role("alert")
    expect(alert).to_have_count(0)  # the reader may still be typing
    page.keyboard.press("Enter")
    expect(alert.locator("pre")).to_have_text(f"{line}\n{carets}")
    expect(alert).to_contain_text(message)
    expect(formula).to_have_attribute("aria-invalid", "true")
    formula.fill("x + y")
    expect(alert).to_have_count(0)
    assert "One operation computes f from x, y." in reading(it)


def test_mistake_from_a_link_is_marked_too(figure):
    _, it = figure(STEPPER, expression="exp(x")
    expect(it.get_by_role("alert")).to_contain_text("never closed")
    assert "never closed" in reading(it)


@pytest.mark.parametrize(
    ("formula", "at", "mark", "message"),
    [
        ("log(x)", {"x": -1}, "no log", "log(−1): a negative number has no logarithm"),
        ("x / y", {"x": 1, "y": 0}, "÷ 0", "1 / 0: a division by zero has no result"),
        ("exp(x)", {"x": 1000}, "∞", "exp(1000) is too large"),
        ("sqrt(x)", {"x": 0}, "no slope", "√(0) has a value, but no finite slope"),
    ],
)
def test_undefined_value_is_said_at_its_node(figure, formula, at, mark, message):
    _, it = figure(STEPPER, expression=formula, values=values_of(at), step=99)
    assert message in reading(it)
    assert mark in texts(it, ".nn-bad") + texts(it, ".nn-label")
    expect(it.locator(".nn-problem")).to_have_count(1)
    assert it.get_by_role("button", name="Next").is_disabled()
    it.get_by_role("button", name="Back").click()
    field = it.get_by_label(f"Value of {list(at)[-1]}")
    field.fill("2")
    field.press("Tab")
    expect(it.locator(".nn-problem")).to_have_count(0)
    expect(it.get_by_role("button", name="Next")).to_be_enabled()


def test_predictions_are_judged(figure):
    page, it = figure(
        STEPPER, expression="z = x*y + x", values='{"x": 3, "y": 4}', predict=True
    )
    ask = it.locator(".nn-predict label")
    says = it.locator(".nn-verdict")

    def answer(text):
        it.locator(".nn-answer").fill(text)
        page.keyboard.press("Enter")
        settle(page)

    expect(ask).to_have_text("What is x × y?")
    answer("7")
    expect(says).to_contain_text("not it")
    assert step(it) == (0, 8)
    answer("12.1")  # within 2 %
    assert reading(it).startswith("Right. Forward: x × y = 3 × 4 = 12.")
    answer("x*y + x")
    answer("15")
    expect(says).to_contain_text("is the result’s value")
    answer("1")
    it.get_by_role("button", name="Next").click()  # shows the number without an answer
    assert step(it) == (4, 8)
    expect(ask).to_contain_text("Which gradient")
    answer("1")
    assert (
        ask.inner_text() == "With what x × y sends, what is the gradient at x in total?"
    )
    answer("4")
    expect(says).to_contain_text("contributions add up")
    answer("5")
    assert "Contributions add up at x: 1 + 4 = 5." in reading(it)
    answer("x")
    assert step(it) == (7, 8)
    expect(it.locator(".nn-answer")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_graph_fits_the_page(figure, width):
    page, it = figure(
        STEPPER,
        {"width": width},
        expression=SOFTMAX,
        values='{"a":1,"b":2,"c":0}',
        step=99,
    )
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    assert it.locator(".nn-canvas").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert "∂L/∂a = −0.755, ∂L/∂b = 0.665, ∂L/∂c = 0.09" in reading(it)
    places = it.locator(".nn-node > rect").evaluate_all(
        "nodes => nodes.map(n => n.getBoundingClientRect()).map(r => [r.x, r.y, r.right, r.bottom])"
    )
    for i, a in enumerate(places):
        for b in places[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_graph_by_touch(figure):
    _, it = figure(STEPPER, {"width": 360, "touch": True}, **START)
    for _ in range(3):
        it.get_by_role("button", name="Next").tap()
    assert step(it) == (3, 7)
    it.get_by_role("button", name="Softmax").tap()
    assert step(it)[0] == 0


@pytest.mark.alone
def test_graph_draws_within_a_frame(figure):
    page, _ = figure(STEPPER, expression=SOFTMAX, values='{"a":1,"b":2,"c":0}')
    steps = [*range(1, 22), *range(20, 0, -1)]
    assert page.evaluate(FASTEST, [STEPPER, "step", steps]) < FRAME
