"""The state of chapter 7's figures: what they start with, take and refuse."""

import pytest
from traitlets import TraitError

from nnbook.widgets import ArchitectureExplorer, CrossProduct, MemorizeGeneralize

WIDGETS = [ArchitectureExplorer, CrossProduct, MemorizeGeneralize]


@pytest.mark.parametrize("widget", WIDGETS)
def test_starts_and_says_what_it_shows(widget):
    w = widget()
    assert w._widget == widget.front_end
    assert w.description.startswith("Interactive figure: ")
    assert w.description.endswith(".")
    assert w._repr_mimebundle_()[0]["text/plain"] == w.description


def test_descriptions_speak_of_the_state():
    assert "make 1,200 inputs" in ArchitectureExplorer().description
    small = ArchitectureExplorer(categorical=2, dimensions=8, continuous=1)
    assert "2 categorical features of 8 dimensions" in small.description
    assert "make 17 inputs" in small.description
    assert "the values 1, 0, 2.5, 0, a grid" in (
        CrossProduct(x=[1, 0, 2.5, 0]).description
    )
    w = MemorizeGeneralize(installed="radio", shown="series")
    assert "a user with radio who is shown series" in w.description


def test_state_names():
    assert set(ArchitectureExplorer.state_names()) == {
        *("categorical", "dimensions", "continuous", "vocabulary", "apps", "part")
    }
    assert set(CrossProduct.state_names()) == {"x", "c", "mode", "row"}
    assert set(MemorizeGeneralize.state_names()) == {
        *("installed", "shown", "l1", "dimensions", "seed", "steps")
    }


def test_each_state_starts_afresh():
    CrossProduct().c[0].append(1)
    assert CrossProduct().c == [[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]


REFUSED = [
    (ArchitectureExplorer, {"part": "layer4"}, "did you mean 'layer"),
    (ArchitectureExplorer, {"dimensions": 0}, "dimensions is 0, but must be from 1"),
    (ArchitectureExplorer, {"apps": 1}, "apps is 1, but must be from 2"),
    (ArchitectureExplorer, {"continuous": -1}, "continuous is -1"),
    (CrossProduct, {"x": [1, 2]}, "x has 2 values, but must have 4"),
    (CrossProduct, {"x": [1, 2, 3, 1000]}, r"x\[3\] is 1000"),
    (CrossProduct, {"c": []}, "c has 0 rows, but must have 1 to 4"),
    (CrossProduct, {"c": [[1, 0, 1]]}, r"c\[0\] has 3 exponents, but must have 4"),
    (CrossProduct, {"c": [[1, 0, 2, 0]]}, r"c\[0\]\[2\] is 2, but must be from 0 to 1"),
    (CrossProduct, {"mode": "bits"}, "Known are real, binary"),
    (CrossProduct, {"row": 5}, "row is 5, but must be from 1 to 4"),
    (MemorizeGeneralize, {"installed": "netflx"}, "did you mean 'netflix'"),
    (MemorizeGeneralize, {"shown": "app 3"}, "shown has 'app 3'"),
    (MemorizeGeneralize, {"l1": -1}, "l1 is -1, but must be from 0 to 160"),
    (MemorizeGeneralize, {"dimensions": 9}, "dimensions is 9"),
    (MemorizeGeneralize, {"steps": 2001}, "steps is 2001"),
]


@pytest.mark.parametrize(("widget", "traits", "message"), REFUSED)
def test_refuses(widget, traits, message):
    with pytest.raises(TraitError, match=message):
        widget(**traits)
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
