"""The network laboratories of chapter 3, their numbers against nnbook's."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from nnbook import nn, optim
from nnbook.activations import ACTIVATIONS
from nnbook.tensor import Tensor
from nnbook.widgets import DrawADigit, ForwardPass, Playground
from tests.browser.figure import NUMBER, Figure, in_page, network, state_of, value

NETWORKS = "chapters/03_networks.html"


# Forward pass


@pytest.fixture
def forward(visit):
    """Open the page with the forward pass: forward(**options) -> Figure."""
    return lambda **options: Figure(visit(NETWORKS, **options), ForwardPass)


def layers_of(state):
    """z and a of each layer, as nnbook computes them."""
    a = np.array(state["x"])
    for W, b in zip(state["weights"], state["biases"], strict=True):
        z = np.array(W) @ a + b
        a = ACTIVATIONS[state["activation"]].f(z)
        yield z, a


def said(figure):
    """z and a in the reading."""
    text = figure.reading()
    z = value(re.findall(rf"= {NUMBER},", text)[-1])
    a = value(re.search(rf"and a = .* = {NUMBER}\.", text)[1])
    return z, a


@pytest.mark.parametrize("activation", ["tanh", "relu", "logistic", "gelu", "step"])
def test_forward_pass_says_what_nnbook_computes(forward, activation):
    figure = forward()
    state = {**state_of(ForwardPass), "activation": activation, "x": [-1.3, 0.85]}
    for layer, (z, a) in enumerate(layers_of(state), start=1):
        for unit in range(len(z)):
            figure.go(**{**state, "layer": layer, "unit": unit + 1})
            assert said(figure) == pytest.approx((z[unit], a[unit]), abs=5.1e-3)


def test_values_flow_layer_by_layer(forward):
    figure = forward()
    node = figure.root.locator(".nn-node")
    texts = lambda: [t.replace("−", "-") for t in node.all_text_contents()]  # noqa: E731
    assert "What will unit 1 of layer 1 sum up to?" in figure.reading()
    assert texts() == ["1.00", "-0.50", "?", "?", "?", "?", "?"]
    (_, first), (_, second) = layers_of(state_of(ForwardPass))
    figure.button("Next layer").click()
    figure.wait("Unit 1 of layer 1: z = 0.80·1.00 − 0.50·(−0.50) + 0.10")
    assert texts()[2:] == [*(f"{v:.2f}" for v in first), "?", "?"]
    figure.button("Next layer").click()
    figure.wait("Output 1")
    assert texts()[5:] == [f"{v:.2f}" for v in second]
    figure.button("Back").click()
    figure.settle()
    assert texts()[5:] == ["?", "?"]


def test_a_unit_under_the_pointer_or_with_the_focus_spells_out_its_sum(forward):
    figure = forward()
    figure.go(layer=2)
    unit = figure.root.get_by_role("button", name="Unit 3 of layer 1")
    unit.hover()
    assert figure.reading().startswith("Unit 3 of layer 1: z = −1.20·1.00")
    figure.page.mouse.move(0, 0)
    assert figure.reading().startswith("Output 1")
    unit.focus()
    assert figure.reading().startswith("Unit 3 of layer 1")
    labels = figure.root.locator(".nn-edge-label")
    assert labels.all_text_contents() == ["−1.20", "0.40"]


def test_inputs_are_dragged_and_moved_by_keys(forward):
    figure = forward()
    figure.go(layer=1)
    handle = figure.root.get_by_role("slider", name="Input 1")
    figure.drag(handle, 0, 20)
    x = value(handle.get_attribute("aria-valuetext"))
    assert -1 < x < 0
    state = {**state_of(ForwardPass), "x": [x, -0.5]}
    z, a = next(layers_of(state))
    assert said(figure) == pytest.approx((z[0], a[0]), abs=5.1e-3)
    figure.drag(handle, 0, -500)
    assert value(handle.get_attribute("aria-valuetext")) == 2
    handle.press("ArrowDown")
    figure.settle()
    assert value(handle.get_attribute("aria-valuetext")) == 1.9


def test_weights_are_typed_into_the_matrix(forward):
    figure = forward()
    figure.go(layer=1)
    field = figure.root.get_by_role("spinbutton", name="Weight to unit 1 from input 2")
    field.fill("2")
    field.press("Enter")
    bias = figure.root.get_by_role("spinbutton", name="Bias of unit 1")
    bias.focus()
    bias.press("ArrowUp")
    assert said(figure) == pytest.approx((0.0, 0.0), abs=5e-3)
    assert "0.80·1.00 + 2.00·(−0.50) + 0.20" in figure.reading()


def test_the_matrix_has_a_row_for_each_unit(forward):
    figure = forward()
    shapes = figure.root.locator(".nn-matrix-shape")
    assert shapes.all_inner_texts() == ["N₁ × N₀ = 3 × 2", "2", "3", "3", "3"]
    figure.go(layer=2)
    assert shapes.all_inner_texts() == ["N₂ × N₁ = 2 × 3", "3", "2", "2", "2"]


def test_xor_of_two_layers(forward):
    figure = forward()
    for preset, answer in (("XOR: input 1, 0", 1), ("XOR: input 1, 1", 0)):
        figure.button(preset).click()
        figure.root.get_by_role("button", name="Unit 1 of layer 2").click()
        assert said(figure)[1] == answer
    figure.button("Reset").click()
    expect(figure.root.locator(".nn-unit")).to_have_count(5)


def test_matrices_that_do_not_fit_are_told(forward):
    figure = forward()
    figure.go(weights=[[[1, 1, 1]]], biases=[[0]])
    (said,) = figure.refusals()
    assert "layer 1 needs 2 numbers" in said
    figure.go(biases=[[0]])
    (said,) = figure.refusals()
    assert "2 weight matrices but 1 bias vectors" in said
    expect(figure.root.locator(".nn-unit")).to_have_count(5)  # the network is as it was
    figure.go()
    assert figure.refusals() == []


# Playground


@pytest.fixture
def play(visit):
    """Open the page with the playground: play(**options) -> Figure."""
    return lambda **options: Figure(visit(NETWORKS, **options), Playground)


def losses_of(state):
    """Training and test loss after state["steps"] steps on all examples, by nnbook."""
    start = in_page(
        'import { startTraining } from "./src/lib/training.js";'
        f"const {'{'} net, train, test {'}'} = startTraining({json.dumps(state)});"
        "const part = ({ X, targets }) => ({ X: [...X], T: [...targets] });"
        "const layers = net.layers.map(({ W, b }) => ({ W: [...W], b: [...b] }));"
        "console.log(JSON.stringify("
        "{ layers, train: part(train), test: part(test) }))"
    )
    model = network(start["layers"], state["f"])
    weights = [part.W for part in model.layers if isinstance(part, nn.Linear)]
    make = {
        "sgd": optim.SGD,
        "momentum": lambda p, lr: optim.SGD(p, lr, momentum=0.9),
        "adam": optim.Adam,
    }
    stepper = make[state["opt"]](model.parameters(), state["lr"])

    def loss(part):
        X = np.reshape(start[part]["X"], (-1, len(state["inputs"])))
        T = np.reshape(start[part]["T"], (-1, 1))
        y = model(Tensor(X))
        if state["data"] in ("plane", "hills"):
            return ((y - T) ** 2).mean()
        return nn.logistic_cross_entropy(y, T)

    for _ in range(state["steps"]):
        stepper.zero_grad()
        loss("train").backward()
        for W in weights:
            W.grad = W.grad + state["l2"] * W.data
        stepper.step()
    return float(loss("train").data), float(loss("test").data)


FULL_BATCH = [
    {"data": "xor", "units": [4], "f": ["tanh"], "lr": 0.3},
    {"units": [5, 3], "f": ["relu", "gelu"], "init": "he_normal", "opt": "adam"},
    {"data": "blobs", "units": [], "f": ["tanh"], "opt": "momentum", "l2": 0.01},
    {"data": "hills", "units": [6, 6], "f": ["silu", "logistic"], "scale": 3},
    {"data": "moons", "inputs": ["x1", "x2", "x1_x2", "sin_x2"], "units": [3]},
]


@pytest.mark.parametrize("change", FULL_BATCH)
def test_playground_says_the_losses_that_nnbook_reaches(play, change):
    state = {**state_of(Playground), "batch": 500, "steps": 120, **change}
    state["f"] = state["f"][: len(state["units"])]
    figure = play()
    figure.go(**{**state, "f": state["f"] or ["tanh"]})
    text = figure.wait("After 120 epochs")
    said = figure.numbers("training loss is {}, test {}", text)
    assert said == pytest.approx(list(losses_of(state)), rel=6e-3)


def test_playing_pausing_stepping_starting_over(play):
    figure = play()
    assert "Before training the loss is 0.894" in figure.reading()
    figure.button("Play").click()
    figure.wait("After")
    figure.button("Pause").click()
    epochs = figure.numbers("After {} epochs")[0]
    assert epochs >= 1
    figure.button("Step").click()
    assert figure.numbers("After {} epochs")[0] == np.floor(epochs) + 1
    figure.button("Start over").click()
    assert "Before training the loss is 0.894" in figure.reading()
    figure.button("New seed").click()
    assert "Before training the loss is 0.894" not in figure.reading()


def test_a_shared_address_shows_the_same_training(play, open_page):
    figure = play()
    figure.go(data="moons", units=[4, 3], f=["relu", "tanh"], lr=0.3, seed=7)
    figure.button("Play").click()
    figure.wait("After")
    figure.button("Pause").click()
    text = figure.reading()
    figure.button("Copy link").click()
    address = figure.page.evaluate("location.hash")
    page = open_page(NETWORKS + address)
    other = page.locator("#playground .nn-reading")
    other.filter(has_text=text).wait_for(timeout=60_000)


def test_steps_do_not_learn_and_the_reading_says_why(play):
    figure = play()
    figure.button("Steps never learn").click()
    assert "slope is 0 everywhere" in figure.reading()
    assert "no gradient reaches layers 1 to 2" in figure.reading()
    figure.go(units=[4, 4], f=["tanh", "relu"])
    assert "slope is 0" not in figure.reading()


def test_dead_and_saturated_units_are_counted(play):
    figure = play()
    figure.go(units=[8], f=["relu"], lr=10, steps=600)
    figure.wait("8 of 8 ReLU units are dead")
    figure.go(data="blobs", units=[8], scale=10)
    count = figure.numbers("{} of 8 tanh units")[0]
    assert 1 <= count <= 8


def test_weights_that_overflow_stop_the_run(play):
    figure = play()
    figure.go(
        data="hills", units=[8, 8], f=["relu"], init="he_normal", lr=10, steps=400
    )
    text = figure.wait("no longer a number")
    assert "A smaller learning rate" in text


def test_more_units_and_layers_by_keyboard(play):
    figure = play()
    root = figure.root
    root.get_by_role("button", name="One hidden layer more").press("Enter")
    width = root.get_by_label("Units in layer 2")
    width.select_option("5")
    root.get_by_label("Activation of layer 1").select_option("relu")
    figure.settle()
    expect(root.locator(".nn-network-unit:visible")).to_have_count(2 + 5)
    unit = root.get_by_role("button", name="Layer 1, unit 1")
    unit.focus()
    unit.press("ArrowRight")
    unit = root.get_by_role("button", name="Layer 2, unit 1")
    unit.press("ArrowDown")
    unit = root.get_by_role("button", name="Layer 2, unit 2")
    assert unit.evaluate("node => node === document.activeElement")
    unit.press("Enter")
    figure.settle()
    fields = root.get_by_role("spinbutton")
    # A weight for each unit of layer 1, and the bias.
    expect(fields).to_have_count(2 + 1)
    expect(root).to_contain_text("Unit 2 of layer 2 (tanh)")


def test_a_weight_that_the_reader_changes_changes_the_loss(play):
    figure = play()
    before = figure.reading()
    figure.root.get_by_role("button", name="Layer 1, unit 1").click()
    field = figure.root.get_by_role("spinbutton", name="Weight of x₁")
    field.fill("3")
    field.press("Enter")
    assert figure.reading() != before
    assert value(field.input_value()) == 3


def test_inputs_and_data_are_chosen(play):
    figure = play()
    root = figure.root
    root.get_by_role("button", name="Input x₁²").click()
    root.get_by_role("button", name="Input x₂²").click()
    figure.settle()
    pressed = root.locator(".nn-network-input[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["x₁", "x₂", "x₁²", "x₂²"]
    root.get_by_role("radio", name="Hills (regression)").check(force=True)
    assert "Before training" in figure.reading()
    figure.button("Step").click()
    assert "of the test points are right" not in figure.reading()


def test_without_a_hidden_layer_the_line_under_the_network_is_true(play):
    lab = play()
    lab.go(units=[], f=["tanh"])
    expect(lab.root).to_contain_text("its boundary is a line")
    for change in ({"inputs": ["x1", "x2_squared"]}, {"data": "plane"}):
        lab.go(units=[], f=["tanh"], **change)
        expect(lab.root).not_to_contain_text("its boundary is a line")
        expect(lab.root).to_contain_text("a weighted sum of the inputs that are on")


def test_every_setting_under_more_is_in_the_address(play):
    figure = play()
    root = figure.root
    root.locator("summary").click()
    root.get_by_label("Optimizer").select_option("adam")
    root.get_by_label("Weights at the start").select_option("he_normal")
    root.get_by_label("Activation of all layers").select_option("gelu")
    for label in (
        "Batch size",
        "Training points",
        "L2 penalty",
        "Noise",
        "Start weights",
    ):
        root.get_by_role("slider", name=label).press("ArrowRight")
    root.get_by_label("Show only two colours").check()
    figure.button("Copy link").click()
    address = figure.page.evaluate("location.hash")
    for part in (
        "opt=adam",
        "init=he_normal",
        "f=gelu",
        "batch=20",
        "n=300",
        "l2=0.0001",
        "noise=0.15",
        "scale=3",
        "bands=true",
    ):
        assert part in address


@pytest.mark.alone
def test_ten_steps_a_frame(play):
    """6 layers of 8 units on 500 points: at least 10 steps in each frame drawn."""
    figure = play()
    figure.go(data="spirals", n=500, units=[8] * 6, f=["tanh"], batch=50)
    figure.page.evaluate(
        """() => {
            window.frames_ = 0;
            const count = () => { window.frames_ += 1; requestAnimationFrame(count); };
            requestAnimationFrame(count);
        }"""
    )
    figure.button("Play").click()
    figure.page.wait_for_function("window.frames_ >= 60")
    figure.button("Pause").click()
    frames = figure.page.evaluate("window.frames_")
    figure.settle()
    steps = 10 * figure.numbers("After {} epochs")[0]
    # The clicks themselves take a few frames in which nothing trains.
    assert steps >= 10 * (frames - 12)
    assert steps >= 100


def test_playground_on_a_phone(play):
    figure = play(width=360, height=740, touch=True)
    assert figure.page.evaluate("document.documentElement.scrollWidth") == 360
    figure.button("Play").tap()
    figure.wait("After")
    figure.button("Pause").tap()
    figure.root.get_by_role("button", name="Layer 1, unit 2").tap()
    figure.settle()
    expect(figure.root.get_by_role("spinbutton")).to_have_count(3)
    for node in figure.root.get_by_role("button").all():
        if node.is_visible():
            box = node.bounding_box()
            assert box["width"] >= 23.9
            assert box["height"] >= 23.9


# Draw a digit


def test_a_digit_is_drawn_by_mouse_read_opened_and_learned(visit):
    figure = Figure(visit(NETWORKS), DrawADigit)
    pad = figure.slider("Drawing").bounding_box()

    def stroke(*points):
        """Along points in cells, with the button held."""
        for i, (x, y) in enumerate(points):
            place = pad["x"] + x * pad["width"] / 8, pad["y"] + y * pad["width"] / 8
            figure.page.mouse.move(*place, steps=6)
            if i == 0:
                figure.page.mouse.down()
        figure.page.mouse.up()

    # The first stroke takes the place of the book's 3; the second goes on.
    stroke((2, 0.7), (5.5, 0.7), (3.5, 7.2))
    figure.numbers("It reads a 7, with {}%")
    stroke((2.8, 4), (5, 4))
    assert figure.reading().startswith("It reads a 7, with ")
    figure.page.keyboard.press("Home")
    expect(figure.slider("Drawing")).to_have_attribute(
        "aria-valuetext", "row 1, column 1: 0 of 16"
    )

    seven = figure.root.get_by_role("radio", name=re.compile("^Output 7:"))
    expect(seven).to_have_attribute("aria-checked", "false")
    seven.click()
    positive, negative, z = figure.numbers(
        "For a 7 speak {}, against it {}; with the bias z = {}."
    )
    assert positive > 0 > negative and z == pytest.approx(positive + negative, abs=0.5)
    figure.root.get_by_role("combobox").select_option("1")
    figure.root.get_by_text("Backward", exact=True).click()
    _, loss = figure.numbers("The loss is −log {}% = {}.")
    figure.button("One step of learning").click()
    after, before = figure.numbers("the loss is {}, no longer {}:")
    assert before == loss > after
