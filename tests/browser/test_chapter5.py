"""The laboratories of chapter 5 in the built page, by mouse, touch and keyboard.

What the gradient flow says is compared with torch, and with nnbook's engine, on the
same network; what the race says with nnbook's engine and optimizer.
"""

import json
import math

import numpy as np
import pytest
from playwright.sync_api import expect

from nnbook import nn, optim
from nnbook.tensor import Tensor
from nnbook.widgets import GradientFlow, Race, race
from tests.browser.figure import FASTEST, Figure, in_page, network, state_of
from tests.golden.flow_twin import drawn, flow

PAGE = "chapters/05_gradients.html"
FLOW = "gradient-flow"
FRAME = 1000 / 60  # ms


@pytest.fixture
def flowing(visit):
    """Open the page with the gradient flow: flowing(**options) -> Figure."""
    return lambda **options: Figure(visit(PAGE, **options), GradientFlow)


@pytest.fixture
def running(visit):
    """Open the page with the race: running(**options) -> Figure."""
    return lambda **options: Figure(visit(PAGE, **options), Race)


def says(figure, text):
    """Wait until the reading has this text."""
    expect(figure.root.locator(".nn-reading")).to_contain_text(text)


# Gradient flow


def numbers_of(figure):
    """The numbers of a sentence about the way back to layer 1."""
    found = dict(
        zip(("top", "gradient"), figure.numbers("from {} to {}."), strict=True)
    )
    said = figure.reading()
    for key, words in {
        "factor": "multiplies it by {}",
        "slope": "f′ by {}",
        "stretch": "Wᵀ by {}",
        "weights": "by its norm alone, dashed: {}",
        "skip": "the residual connection by {}",
        "norm": "LayerNorm by {}",
    }.items():
        if words[:-2] in said:
            (found[key],) = figure.numbers(words)
    return found


def expected_numbers(layers):
    """The same by torch."""
    means = {
        key: math.exp(np.mean([math.log(layer[key]) for layer in layers[:-1]]))
        for key in ("slope", "stretch", "weights", "skip", "norm")
    }
    factors = [means[key] for key in ("slope", "stretch", "skip", "norm")]
    top, gradient = layers[-1]["gradient"], layers[0]["gradient"]
    return {"top": top, "gradient": gradient, "factor": math.prod(factors)} | means


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"activation": "relu", "initializer": "he_normal", "depth": 30, "seed": 3},
        {"activation": "tanh", "initializer": "uniform", "gain": 1.7, "width": 16},
        {"activation": "gelu", "initializer": "he_uniform", "layer_norm": True},
        {"activation": "silu", "initializer": "xavier_normal", "residual": True},
        {"activation": "leaky_relu", "initializer": "normal", "scale": 100, "depth": 9},
        {"activation": "relu", "layer_norm": True, "residual": True, "depth": 100},
    ],
)
def test_flow_says_what_torch_computes(flowing, state):
    figure = flowing()
    figure.go(**state)
    found = numbers_of(figure)
    expected = expected_numbers(flow(**state))
    for key, number in found.items():
        assert number == pytest.approx(expected[key], rel=6e-2), key  # two digits


def gradients_by_nnbook(activation, depth):
    """The norms of ∂L/∂z in the first and last hidden layer, by nnbook's engine."""
    weights, X, T = drawn(depth, 64, "xavier_uniform")
    *hidden, output = map(Tensor, weights)
    a, zs = X, []
    for W in hidden:
        zs.append(a @ W.T)
        a = nn.Activation(activation)(zs[-1])
    nn.logistic_cross_entropy(a @ output.T, T).backward()
    return [np.linalg.norm(z.grad) for z in (zs[0], zs[-1])]


@pytest.mark.parametrize("activation", ["logistic", "tanh", "relu"])
def test_flow_says_what_nnbook_computes(flowing, activation):
    figure = flowing()
    figure.go(depth=20, activation=activation)
    top, gradient = figure.numbers("from {} to {}.")
    first, last = gradients_by_nnbook(activation, depth=20)
    assert (gradient, top) == pytest.approx((first, last), rel=6e-2)


def test_flow_presets(flowing):
    figure = flowing()
    for preset, word in [
        ("Vanishing", "vanishes"),
        ("Exploding", "explodes"),
        ("Healthy", "changes little"),
    ]:
        figure.button(preset).click()
        says(figure, f"the gradient {word}")
    figure.button("LayerNorm").click()
    says(figure, "LayerNorm by")
    expect(figure.root.get_by_label("LayerNorm", exact=True)).to_be_checked()
    figure.button("Residual").click()
    says(figure, "the residual connection by")


def test_flow_multiplies_the_factors_up(flowing):
    figure = flowing()
    figure.go(depth=30, activation="tanh")
    figure.root.get_by_label("Multiply up").check()
    says(figure, "All layers together multiply it by")
    layers = flow(depth=30, activation="tanh")[:-1]
    for words, key in {
        "f′ by {}": "slope",
        "Wᵀ by {}": "stretch",
        "by its norm alone, dashed: {}": "weights",
    }.items():
        product = math.prod(layer[key] for layer in layers)
        assert figure.numbers(words)[0] == pytest.approx(product, rel=6e-2)


def test_flow_controls_by_keyboard(flowing):
    figure = flowing()
    figure.root.get_by_label("Depth").press("ArrowRight")
    says(figure, "from layer 51")
    figure.root.get_by_label("Activation f").select_option("ReLU")
    figure.root.get_by_label("Initial weights").select_option("He, normal")
    says(figure, "changes little")
    for _ in range(3):
        figure.root.get_by_label("Weights ×").press("PageUp")
    says(figure, "the gradient explodes")
    before = figure.reading()
    figure.button("New weights").click()
    expect(figure.root.locator(".nn-reading")).not_to_have_text(before)
    figure.root.get_by_label("Residual").check()
    says(figure, "the residual connection by")
    figure.button("Reset").click()
    says(figure, "from layer 50")


def test_flow_point_by_mouse_and_keyboard(flowing):
    figure = flowing()
    point = figure.root.get_by_role("slider", name="Layer", exact=True)
    point.press("Shift+ArrowRight")
    says(figure, "to layer 11 the")
    assert point.get_attribute("aria-valuetext").startswith("layer 11: gradient ")
    figure.drag(point, 2000, 0)
    says(figure, "At layer 50, the last hidden one")
    figure.drag(point, -2000, 0)
    says(figure, "to layer 1 the")


@pytest.mark.parametrize(
    ("state", "mark", "said"),
    [
        ({"depth": 100, "gain": 0.0001}, "gradient: underflow: 0", "underflows to 0"),
        (
            {
                "depth": 100,
                "gain": 5000,
                "activation": "relu",
                "initializer": "he_normal",
            },
            "activations: overflow: ∞",
            "the activations overflow at layer",
        ),
        ({"activation": "step"}, "gradient: exactly 0", "the gradient is exactly 0"),
    ],
)
@pytest.mark.parametrize("width", [360, 1280])
def test_flow_says_where_numbers_end(flowing, state, mark, said, width):
    figure = flowing(width=width)
    figure.go(**state)
    says(figure, said)
    expect(figure.root.locator(".nn-out text", has_text=mark)).to_be_visible()
    assert figure.root.locator(".nn-out line").first.bounding_box()["width"] > 20


def test_flow_refuses_what_it_cannot_show(flowing):
    figure = flowing()
    figure.go(depth=1000, width=1, gain=-3, seed=2.6, activation="sine")
    refusals = figure.refusals()
    assert len(refusals) == 5
    for key in ("depth", "width", "gain", "seed", "activation"):
        assert [f"but {key} must be" in said for said in refusals].count(True) == 1
    label = figure.root.get_by_label
    expect(label("Depth")).to_have_value("50")
    expect(label("Activation f")).to_have_value("logistic")


@pytest.mark.alone
def test_flow_computes_and_draws_within_a_frame(flowing):
    figure = flowing()
    figure.go(activation="relu", initializer="he_normal", gain=2)
    gains = [1 + i / 40 for i in range(30)]
    assert figure.page.evaluate(FASTEST, [FLOW, "gain", gains]) < FRAME
    # New weights: all 200,000 are drawn anew.
    assert figure.page.evaluate(FASTEST, [FLOW, "seed", [*range(1, 31)]]) < FRAME


# Race


def test_python_and_the_page_know_the_same_entries():
    page = in_page(
        'import { ENTRY_NAMES } from "./src/lib/race.js";'
        "console.log(JSON.stringify(ENTRY_NAMES))"
    )
    assert tuple(page) == race.ENTRIES


def race_of(setting, name, activation, rate=1.0):
    """Loss and first layer's gradient of one entry after its steps, by nnbook."""
    start = in_page(
        'import { startRace } from "./src/lib/race.js";'
        f"const race = startRace({json.dumps(setting)});"
        f"const it = race.runners.find((runner) => runner.name === '{name}');"
        "console.log(JSON.stringify({"
        "layers: it.net.layers.map(({ W, b }) => ({ W: [...W], b: [...b] })),"
        "X: [...it.net.input], T: [...race.targets] }))"
    )
    model = network(start["layers"], [activation] * setting["depth"])
    if name == "residual":
        first, f, *rest, output = model.layers
        pairs = zip(rest[::2], rest[1::2], strict=True)
        blocks = [nn.Residual(linear, f) for linear, f in pairs]
        model = nn.Sequential(first, f, *blocks, output)
    X, T = np.reshape(start["X"], (-1, 2)), np.reshape(start["T"], (-1, 1))
    stepper = optim.SGD(model.parameters(), setting["lr"] * rate)
    for step in range(setting["steps"] + 1):
        stepper.zero_grad()
        loss = nn.logistic_cross_entropy(model(Tensor(X)), T)
        loss.backward()
        if step < setting["steps"]:
            stepper.step()
    return float(loss.data), np.linalg.norm(model.layers[0].W.grad)


@pytest.mark.parametrize(
    ("name", "activation", "rate"),
    [
        ("logistic", "logistic", 1),
        ("slow", "logistic", 0.1),
        ("tanh", "tanh", 1),
        ("relu", "relu", 1),
        ("relu_xavier", "relu", 1),
        ("residual", "relu", 1),
        ("exploding", "relu", 1),
    ],
)
def test_race_says_what_nnbook_reaches(running, name, activation, rate):
    setting = {**state_of(Race), "entries": [name], "depth": 8, "steps": 30}
    figure = running()
    figure.go(**setting)
    text = figure.wait("After 30 steps")
    (loss,) = figure.numbers("has a loss of {};", text)
    (gradient,) = figure.numbers("has the norm {}.", text)
    expected = race_of(setting, name, activation, rate)
    assert loss == pytest.approx(expected[0], rel=6e-3)
    assert gradient == pytest.approx(expected[1], rel=6e-2)  # two digits


def test_a_smaller_rate_does_not_help(running):
    figure = running()
    figure.go(steps=300)
    text = figure.wait("After 300 steps")
    slow, normal = figure.numbers("does not help: {} instead of {}", text)
    assert slow > 0.69
    assert normal > 0.69
    (gradient,) = figure.numbers("has the norm {}", text)
    assert gradient < 1e-12


def test_the_race_is_played_and_set_up(running):
    figure = running()
    says(figure, "In which does the first layer learn?")
    figure.button("Play").press("Enter")
    figure.wait("After")
    figure.button("Pause").press("Enter")
    steps = figure.numbers("After {} steps")[0]
    figure.button("Step").click()
    says(figure, f"After {steps + 10:.0f} steps")
    figure.root.get_by_label("Hidden layers").press("ArrowRight")
    says(figure, "21 hidden layers")
    figure.root.get_by_role("checkbox", name="residual").uncheck()
    expect(figure.root.locator(".nn-curve")).to_have_count(2 * 4)
    figure.button("Only a smaller rate").click()
    expect(figure.root.locator(".nn-curve")).to_have_count(2 * 2)
    figure.button("Reset").click()
    says(figure, "20 hidden layers")


# Both


def test_both_fit_a_phone_and_work_by_touch(flowing):
    figure = flowing(width=360, height=740, touch=True)
    page = figure.page
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    figure.go(layer_norm=True, residual=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    figure.button("Exploding").tap()
    says(figure, "the gradient explodes")
    other = Figure(page, Race)
    other.button("3 layers").tap()
    says(other, "3 hidden layers")
    other.button("Step").tap()
    says(other, "After 10 steps")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
