"""The state of chapter 4's and 5's laboratories: what they take and refuse."""

import pytest
from traitlets import TraitError

from nnbook.initializers import INITIALIZERS
from nnbook.widgets import GradientFlow, GraphStepper
from nnbook.widgets import gradient_flow as flow_module

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
    w = GraphStepper(values={"x": 3, "größe_1": -0.5}, step=-4, expression=" x^2 ")
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


def test_numbers_outside_are_moved_to_the_nearest_end():
    w = GradientFlow(depth=1000, width=1, gain=0, scale=1e9, seed=-1, layer=0)
    state = (w.depth, w.width, w.gain, w.scale, w.seed, w.layer)
    assert state == (100, 2, 1e-4, 1000, 0, 1)


def test_flow_knows_the_initializers_of_the_package():
    assert set(flow_module.INITIALIZERS) == set(INITIALIZERS)


@pytest.mark.parametrize(
    ("widget", "traits", "message"),
    [
        (GraphStepper, {"expression": " "}, "expression is empty; give a formula"),
        (GraphStepper, {"expression": "x+" * 150}, "has 300 characters, but may have"),
        (GraphStepper, {"values": {"2x": 1}}, "has the name '2x', but a variable's"),
        (GraphStepper, {"values": {"x": float("inf")}}, r"values\['x'\] is inf"),
        (GraphStepper, {"values": {"x": "a"}}, "must be a float"),
        (GradientFlow, {"activation": "rulu"}, "did you mean 'relu'"),
        (GradientFlow, {"initializer": "glorot"}, "Known are uniform, normal, xavier"),
        (GradientFlow, {"gain": float("nan")}, "gain is nan, but must be a finite"),
    ],
)
def test_refuses(widget, traits, message):
    with pytest.raises(TraitError, match=message):
        widget(**traits)
