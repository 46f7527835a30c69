"""The state of chapter 1's widgets: what they start with, take and refuse."""

import pytest
from traitlets import TraitError

from nnbook.widgets import McCullochPitts, Neuron, PerceptronLearning

WIDGETS = [Neuron, McCullochPitts, PerceptronLearning]


@pytest.mark.parametrize("widget", WIDGETS)
def test_starts_and_says_what_it_shows(widget):
    w = widget()
    assert w._widget == widget.front_end
    assert w.description.startswith("Interactive figure: ")
    assert w.description.endswith(".")
    assert w._repr_mimebundle_()[0]["text/plain"] == w.description


@pytest.mark.parametrize("widget", WIDGETS)
def test_each_state_starts_afresh(widget):
    first = widget()
    first.weights = [0.25] * len(first.weights)
    assert widget().weights != first.weights


def test_state_names():
    assert set(Neuron.state_names()) == {"weights", "threshold", "tau", "spikes"}
    assert set(McCullochPitts.state_names()) == {"weights", "bias", "target"}
    assert set(PerceptronLearning.state_names()) == {
        "points",
        "weights",
        "bias",
        "learning_rate",
        "position",
        "corrections",
        "epochs",
    }


def test_a_change_is_heard():
    heard = []
    w = McCullochPitts()
    w.observe(lambda change: heard.append(change["new"]), "weights")
    w.weights = [1, -1]
    assert heard == [[1.0, -1.0]]


def test_whole_numbers_are_taken():
    assert Neuron(spikes=[[0, 2], (4, 1.0)]).spikes == [[0, 2], [4, 1]]
    points = PerceptronLearning(points=[(1, 2, 1.0), [0, -1, 0]]).points
    assert points == [[1, 2, 1], [0, -1, 0]]


@pytest.mark.parametrize(
    ("widget", "traits", "message"),
    [
        (Neuron, {"weights": [1, 2]}, "has 2 values, but must have 3"),
        (Neuron, {"weights": [1, 2, float("nan")]}, r"weights\[2\] is nan"),
        (Neuron, {"threshold": -70}, "threshold is -70, but must be from -66 to -48"),
        (Neuron, {"tau": 0}, "tau is 0, but must be from 2 to 50"),
        (Neuron, {"spikes": [[-1, 0]]}, r"time in ms of spikes\[0\] is -1"),
        (Neuron, {"spikes": [[1e9, 0]]}, "must be from 0 to 10000"),
        (
            Neuron,
            {"spikes": [[0, 0], [1, 3]]},
            r"synapse of spikes\[1\] is 3, but must be from 0 to 2",
        ),
        (Neuron, {"spikes": [5]}, r"must be \[time in ms, synapse\]"),
        (
            Neuron,
            {"spikes": [["5", 0]]},
            r"time in ms of spikes\[0\] is '5', but must be a number",
        ),
        (McCullochPitts, {"weights": [1]}, "has 1 values, but must have 2"),
        (McCullochPitts, {"bias": float("inf")}, "bias is inf"),
        (McCullochPitts, {"target": "NOR"}, "Known are AND, OR, NAND, XOR"),
        (PerceptronLearning, {"weights": [1, 2, 3]}, "has 3 values, but must have 2"),
        (PerceptronLearning, {"points": [[0, 0]]}, r"must be \[x1, x2, label\]"),
        (
            PerceptronLearning,
            {"points": [[0, 0, 2]]},
            r"label of points\[0\] is 2, but must be from 0 to 1",
        ),
        (PerceptronLearning, {"points": [[0, float("nan"), 1]]}, "x2 of points"),
        (PerceptronLearning, {"learning_rate": -1}, "learning_rate is -1"),
        (PerceptronLearning, {"corrections": -1}, "corrections"),
    ],
)
def test_refuses(widget, traits, message):
    with pytest.raises(TraitError, match=message):
        widget(**traits)
    w = widget()
    (name, value), *_ = traits.items()
    before = getattr(w, name)
    with pytest.raises(TraitError, match=message):
        setattr(w, name, value)
    assert getattr(w, name) == before


@pytest.mark.parametrize("widget", WIDGETS)
def test_unknown_trait(widget):
    with pytest.raises(TypeError, match="has no trait colour; it has"):
        widget(colour="red")
