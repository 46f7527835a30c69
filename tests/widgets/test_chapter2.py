"""The state of chapter 2's widgets: what they start with, take and refuse."""

import json
import math
import re

import numpy as np
import pytest
from traitlets import TraitError

from nnbook.activations import ACTIVATIONS
from nnbook.widgets import ActivationExplorer, DyingReLU, ZeroCentred
from nnbook.widgets.activation_explorer import Z
from tests import ROOT
from tests.golden import dying_relu_twin
from tests.golden.chapter2 import zero_centred

WIDGETS = [ActivationExplorer, ZeroCentred, DyingReLU]


@pytest.mark.parametrize("widget", WIDGETS)
def test_starts_and_says_what_it_shows(widget):
    w = widget()
    assert w._widget == widget.front_end
    assert w.description.startswith("Interactive figure: ")
    assert w.description.endswith(".")
    assert w._repr_mimebundle_()[0]["text/plain"] == w.description


def test_the_description_follows_the_state():
    assert (
        "tanh, relu at z = 2" in ActivationExplorer(f=["tanh", "relu"], z=2).description
    )
    assert "cube at z = 2" in ActivationExplorer(own=cube, z=2).description
    assert "one example a step" in ZeroCentred(batch="one").description
    assert "leaky ReLU (γ = 0.1)" in DyingReLU(gamma=0.1).description


def test_the_numbers_in_the_sentences_are_those_of_the_figures():
    words = ROOT / "code/press/js/src/locales/en"
    units = re.findall(r"\d\d+", (words / "dying-relu.json").read_text("utf-8"))
    assert set(units) == {str(dying_relu_twin.UNITS)}
    centred = (words / "zero-centred.json").read_text("utf-8")
    penguins = re.findall(r"(\d+) penguins", centred)
    assert penguins == [str(len(zero_centred()["rows"]))]


def test_state_names():
    front_end = {
        widget: {name for name in widget.state_names() if not name.startswith("_")}
        for widget in WIDGETS
    }
    assert front_end == {
        ActivationExplorer: {"f", "z", "gamma", "derivative", "own"},
        ZeroCentred: {"inputs", "batch", "learning_rate", "start", "steps"},
        DyingReLU: {"learning_rate", "bias", "gamma", "seed", "step"},
    }


def test_one_name_may_stand_alone_and_none_is_a_list_too():
    assert ActivationExplorer(f="tanh").f == ["tanh"]
    assert ActivationExplorer(f=[]).f == []


@pytest.mark.parametrize(
    ("widget", "traits", "message"),
    [
        (
            ActivationExplorer,
            {"f": ["tahn"]},
            "'tahn', which is not known; did you mean 'tanh'",
        ),
        (
            ActivationExplorer,
            {"f": ["step", "ReLU"]},
            "Known are step, logistic, tanh, relu",
        ),
        (
            ActivationExplorer,
            {"f": ["own"]},
            r"give one, as in ActivationExplorer\(own=",
        ),
        (ActivationExplorer, {"f": [3]}, "f has 3, which is not known"),
        (ActivationExplorer, {"f": ["relu", "silu", "relu"]}, "'relu' twice"),
        (ActivationExplorer, {"z": 40}, "z is 40, but must be from -6 to 6"),
        (ActivationExplorer, {"gamma": 2}, "gamma is 2, but must be from 0 to 0.5"),
        (ActivationExplorer, {"z": math.nan}, "z is nan, but must be a finite number"),
        (ActivationExplorer, {"gamma": math.inf}, "gamma is inf"),
        (ActivationExplorer, {"own": 3}, "a function of z, such as np.sin"),
        (ZeroCentred, {"inputs": "relu"}, "Known are logistic, tanh"),
        (ZeroCentred, {"batch": "All"}, "did you mean 'all'"),
        (ZeroCentred, {"start": [1]}, r"start is \[1\], but must be \[w1, w2\]"),
        (ZeroCentred, {"start": [math.nan, 0]}, "w1 of start is nan"),
        (ZeroCentred, {"start": [-9, 0]}, "w1 of start is -9, but must be from -2.4"),
        (ZeroCentred, {"learning_rate": math.nan}, "learning_rate is nan"),
        (ZeroCentred, {"learning_rate": 99}, "must be from 0.02 to 10"),
        (ZeroCentred, {"steps": 1.5}, "1.5, but must be a whole number from 0 to 200"),
        (DyingReLU, {"bias": math.inf}, "bias is inf"),
        (DyingReLU, {"bias": 5}, "bias is 5, but must be from -4 to 2"),
        (DyingReLU, {"step": 500}, "step is 500, but must be from 0 to 400"),
        (DyingReLU, {"seed": "3"}, "'3', but must be a whole number from 0 to 9999"),
    ],
)
def test_what_cannot_be_shown_is_refused(widget, traits, message):
    with pytest.raises(TraitError, match=message):
        widget(**traits)
    w = widget()
    before = w.state()
    with pytest.raises(TraitError, match=message):
        w.set_trait(*next(iter(traits.items())))
    assert w.state() == before


def test_unknown_trait():
    with pytest.raises(TypeError, match="ActivationExplorer has no trait function"):
        ActivationExplorer(function="tanh")


def cube(z):
    """A function of the reader's."""
    return z**3


def test_own_function_is_sampled_with_its_slope():
    own = ActivationExplorer(own=cube).own
    assert own["name"] == "cube"
    np.testing.assert_allclose(own["f"], Z**3, rtol=1e-12)
    np.testing.assert_allclose(own["df"], 3 * Z**2, atol=1e-6)
    json.dumps(own, allow_nan=False)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_samples_of_the_books_functions_are_their_values(name):
    function = ACTIVATIONS[name]
    own = ActivationExplorer(own=function.f).own
    np.testing.assert_allclose(own["f"], function.f(Z), rtol=1e-12)
    smooth = np.abs(Z) > 1e-3  # a central difference at a kink is no derivative
    np.testing.assert_allclose(
        np.array(own["df"])[smooth], function.df(Z)[smooth], atol=1e-8
    )


def test_own_function_may_be_made_for_one_number():
    def soft(z):
        return z if z > 0 else math.expm1(z)

    own = ActivationExplorer(own=soft, f=["relu", "own"]).own
    np.testing.assert_allclose(own["f"], np.where(Z > 0, Z, np.expm1(Z)), rtol=1e-12)


def test_own_function_may_be_undefined_somewhere():
    own = ActivationExplorer(own=lambda z: 1 / z).own
    assert own["name"] == "yours"
    assert own["f"][240] is None  # z = 0
    json.dumps(own, allow_nan=False)


def test_own_function_can_be_given_and_taken_away_later():
    w = ActivationExplorer()
    w.own = np.sin
    w.f = ["own", "tanh"]
    assert w.own["name"] == "sin"
    w.f = ["tanh"]
    w.own = None
    with pytest.raises(TraitError, match="there is no own to be shown"):
        w.f = ["own"]


@pytest.mark.parametrize("own", [np.sum, lambda z: z[:3]])
def test_own_function_must_give_a_value_for_each_z(own):
    with pytest.raises(ValueError, match="one value for each of the 481 values of z"):
        ActivationExplorer(own=own)


def test_an_error_of_the_own_function_is_seen():
    def broken(z):
        raise KeyError("gamma")

    with pytest.raises(KeyError, match="gamma"):
        ActivationExplorer(own=broken)
