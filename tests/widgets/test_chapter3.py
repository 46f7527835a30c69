"""The state of chapter 3's and 5's networks: what they start with, take and refuse."""

import pytest
from traitlets import TraitError

from nnbook import results
from nnbook.widgets import DrawADigit, ForwardPass, Playground, Race
from nnbook.widgets.draw_a_digit import CELLS, decode, encode

WIDGETS = [DrawADigit, ForwardPass, Playground, Race]


@pytest.mark.parametrize("widget", WIDGETS)
def test_starts_and_says_what_it_shows(widget):
    w = widget()
    assert w._widget == widget.front_end
    assert w.description.startswith("Interactive figure: ")
    assert w.description.endswith(".")
    assert w._repr_mimebundle_()[0]["text/plain"] == w.description


def test_descriptions_speak_of_the_state():
    assert (
        "layers of 1, 2 units"
        in ForwardPass(weights=[[[1], [2]]], biases=[[0, 0]], x=[3]).description
    )
    deep = Playground(data="hills", units=[4, 3, 2], f=["relu", "tanh"], lr=0.3)
    assert "4 relu units, 3 tanh units, 2 tanh units" in deep.description
    assert "hills data" in deep.description
    assert "Hidden layers: none" in Playground(units=[]).description
    assert "7 hidden layers (tanh)" in Race(depth=7, entries=["tanh"]).description


def test_state_names():
    assert set(ForwardPass.state_names()) == {
        "weights",
        "biases",
        "x",
        "activation",
        "layer",
        "unit",
    }
    assert set(Playground.state_names()) == {
        "data",
        "noise",
        "n",
        "inputs",
        "units",
        "f",
        "init",
        "scale",
        "opt",
        "lr",
        "batch",
        "l2",
        "seed",
        "test",
        "bands",
        "steps",
    }
    assert set(Race.state_names()) == {
        "entries",
        "depth",
        "width",
        "lr",
        "seed",
        "steps",
    }


@pytest.mark.parametrize(
    ("widget", "name"),
    [(ForwardPass, "x"), (Playground, "units"), (Race, "entries")],
)
def test_each_state_starts_afresh(widget, name):
    first = widget()
    getattr(first, name).append(getattr(first, name)[0])
    assert getattr(widget(), name) != getattr(first, name)


def test_a_change_is_heard():
    heard = []
    w = Playground()
    w.observe(lambda change: heard.append(change["new"]), ["lr", "units"])
    w.lr = 1
    w.units = [8, 8]
    assert heard == [1, [8, 8]]


def test_a_network_of_another_shape_is_set_as_a_whole():
    shape = {"weights": [[[1, 1]]], "biases": [[0]], "x": [1, 2]}
    assert ForwardPass(**shape, layer=1).layer == 1
    w = ForwardPass()
    with w.hold_trait_notifications():
        for name, value in shape.items():
            setattr(w, name, value)
    assert w.weights == [[[1, 1]]]


def test_a_drawing_of_ones_own_is_shown():
    cells = [16] * 8 + [0] * 56
    assert DrawADigit().example == "3"
    w = DrawADigit(drawing=cells)
    assert (w.example, w.drawing) == ("own", cells)
    assert DrawADigit(drawing=cells, example="3").example == "3"
    assert "shown" not in w.description and "a drawing on" in w.description


def test_the_digits_network_is_the_one_that_is_stored():
    assert DrawADigit().network.items() <= results.load("digit_network").items()
    examples = set(DrawADigit.example.options) - {"own"}
    assert set(DrawADigit().network["examples"]) == examples
    for example in DrawADigit().network["examples"].values():
        assert len(decode(example["cells"])) == CELLS
    assert decode(encode(range(17))) == list(range(17))


REFUSED = [
    (DrawADigit, {"drawing": [0] * 63}, "drawing has 63 cells, but must have 64"),
    (DrawADigit, {"drawing": [17] + [0] * 63}, r"drawing\[0\] is 17, but must be from"),
    (DrawADigit, {"target": 3}, "target has 3, which is not known"),
    (DrawADigit, {"unit": "h33"}, "did you mean 'h3"),
    (DrawADigit, {"rate": 0}, "rate is 0, but must be from 0.001 to 1"),
    (ForwardPass, {"weights": [[[1, 2, 3]]]}, "1 matrices in weights but 2 lists"),
    (ForwardPass, {"weights": []}, "must have 1 to 5"),
    (
        ForwardPass,
        {"weights": [[[1, 2, 3]], [[1]]], "biases": [[0], [0]]},
        "row 1 of layer 1's weights has 3 values, but must have 2",
    ),
    (ForwardPass, {"biases": [[0, 0], [0, 0]]}, "biases of layer 1 has 2 values"),
    (ForwardPass, {"x": [1]}, "weights has 2 values, but must have 1"),
    (ForwardPass, {"x": [1, float("nan")]}, r"x\[1\] is nan"),
    (ForwardPass, {"activation": "Tanh"}, "did you mean 'tanh'"),
    (ForwardPass, {"layer": 3}, "layer is 3, but must be from 0 to 2"),
    (ForwardPass, {"unit": 0}, "unit is 0, but must be from 1 to 6"),
    (Playground, {"data": "spiral"}, "did you mean 'spirals'"),
    (Playground, {"inputs": ["x3"]}, "inputs has 'x3', which is not known"),
    (Playground, {"inputs": []}, "inputs has 0 inputs, but must have 1 to 7"),
    (Playground, {"f": []}, "f has 0 activations, but must have 1 to 6"),
    (Playground, {"f": ["sin"]}, "Known are step, logistic, tanh"),
    (Playground, {"init": "xavier"}, "init has 'xavier'"),
    (Playground, {"opt": "rmsprop"}, "Known are sgd, momentum, adam"),
    (Playground, {"units": [4] * 7}, "7 hidden layers, but must have 0 to 6"),
    (Playground, {"units": [4, 9]}, r"units\[1\] is 9, but must be from 1 to 8"),
    (Playground, {"lr": 0}, "lr is 0, but must be from 0.0001 to 10"),
    (Playground, {"lr": float("inf")}, "must be a finite number"),
    (Playground, {"n": 5}, "n is 5, but must be from 10 to 500"),
    (Playground, {"batch": 0}, "batch is 0"),
    (Playground, {"noise": 2}, "noise is 2"),
    (Playground, {"scale": -1}, "scale is -1"),
    (Playground, {"l2": -0.1}, "l2 is -0.1"),
    (Playground, {"seed": -1}, "seed is -1"),
    (Playground, {"steps": -1}, "steps is -1"),
    (Race, {"entries": ["relu-he"]}, "did you mean 'relu'"),
    (Race, {"depth": 100}, "depth is 100, but must be from 2 to 40"),
    (Race, {"width": 1}, "width is 1"),
    (Race, {"lr": 5}, "lr is 5"),
    (Race, {"steps": 5001}, "steps is 5001"),
]


@pytest.mark.parametrize(("widget", "traits", "message"), REFUSED)
def test_refuses(widget, traits, message):
    with pytest.raises(TraitError, match=message):
        widget(**traits)
    if len(traits) > 1:
        return
    w = widget()
    ((name, value),) = traits.items()
    before = getattr(w, name)
    with pytest.raises(TraitError, match=message):
        setattr(w, name, value)
    assert getattr(w, name) == before


@pytest.mark.parametrize("widget", WIDGETS)
def test_unknown_trait(widget):
    with pytest.raises(TypeError, match="has no trait colour; it has"):
        widget(colour="red")
