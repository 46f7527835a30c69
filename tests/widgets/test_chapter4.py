"""The state of chapter 4's and 5's laboratories: what they take and refuse."""

import pytest
from traitlets import TraitError

from nnbook.widgets import GradientFlow, GraphStepper

WIDGETS = [GraphStepper, GradientFlow]


@pytest.mark.parametrize("widget", WIDGETS)
def test_starts_and_says_what_it_shows(widget):
    w = widget()
    assert w._widget == widget.front_end
    assert w.description.startswith("Interactive figure: ")
    assert w.description.endswith(".")
    assert w._repr_mimebundle_()[0]["text/plain"] == w.description


def test_state_names():
    assert set(GraphStepper.state_names()) == {
        "expression",
        "values",
        "step",
        "predict",
    }
    assert set(GradientFlow.state_names()) == {
        "depth",
        "width",
        "activation",
        "initializer",
        "gain",
        "layer_norm",
        "residual",
        "scale",
        "seed",
        "layer",
        "product",
    }


def test_descriptions_follow_the_state():
    w = GraphStepper(expression="z = x*y + x", values={"x": 3, "y": 4})
    assert "z = x*y + x at x = 3, y = 4" in w.description
    assert "at" not in GraphStepper(expression="x + y", values={}).description[40:60]
    w = GradientFlow(depth=30, activation="relu", layer_norm=True, residual=True)
    assert "30 layers of 64 relu units" in w.description
    assert "with LayerNorm and residual connections" in w.description


def test_graph_takes_numbers_of_any_kind():
    w = GraphStepper(values={"x": 3, "größe_1": -0.5}, expression=" x^2 ")
    assert w.values == {"x": 3.0, "größe_1": -0.5}
    assert w.step == 0
    assert w.expression == "x^2"


def test_each_state_starts_afresh():
    first = GraphStepper()
    first.values = {"x": 7.0}
    assert GraphStepper().values == {"x": 2.0, "y": 3.0}


def test_changes_are_heard():
    heard = []
    w = GraphStepper()
    w.observe(lambda change: heard.append(change["new"]), "step")
    w.step = 3
    assert heard == [3]


@pytest.mark.parametrize(
    ("widget", "traits", "message"),
    [
        (
            GraphStepper,
            {"expression": " "},
            "has 0 characters, but must have 1 to 200: give",
        ),
        (
            GraphStepper,
            {"expression": "x+" * 150},
            "has 300 characters, but must have 1 to 200",
        ),
        (GraphStepper, {"values": {"2x": 1}}, "has the name '2x', but a variable's"),
        (GraphStepper, {"values": {"x": float("inf")}}, r"values\['x'\] is inf"),
        (GraphStepper, {"values": {"x": "a"}}, "'a', but must be a number"),
        (GraphStepper, {"step": -4}, "step is -4, but must be from 0 to"),
        (GradientFlow, {"depth": 1000}, "depth is 1000, but must be from 1 to 100"),
        (GradientFlow, {"width": 1}, "width is 1, but must be from 2 to 128"),
        (GradientFlow, {"gain": 0}, "gain is 0, but must be from 0.0001 to 10000"),
        (GradientFlow, {"scale": 1e9}, "must be from 0.001 to 1000"),
        (GradientFlow, {"seed": -1}, "seed is -1, but must be from 0 to 9999"),
        (GradientFlow, {"layer": 0}, "layer is 0, but must be from 1 to 100"),
        (GradientFlow, {"activation": "rulu"}, "did you mean 'relu'"),
        (GradientFlow, {"initializer": "glorot"}, "Known are uniform, normal, xavier"),
        (GradientFlow, {"gain": float("nan")}, "gain is nan, but must be a finite"),
    ],
)
def test_refuses(widget, traits, message):
    with pytest.raises(TraitError, match=message):
        widget(**traits)
