"""What each figure's class declares holds in Python, and is written down."""

import copy
import math

import pytest
from traitlets import TraitError

from nnbook.widgets import ActivationExplorer, Funnel, Question
from nnbook.widgets.state import Data, Number, Size
from press import state
from tests.widgets.states import (
    SHOWN,
    each_option,
    options,
    random_states,
    refused,
    start,
)

EACH = pytest.mark.parametrize("figure", SHOWN, ids=lambda figure: figure.__name__)


def test_what_is_made_of_the_declaration_is_committed():
    assert [str(path) for path in state.stale(state.files())] == []


@EACH
def test_the_docstring_tells_every_trait(figure):
    for name, part in figure.parts().items():
        text = " ".join(figure.__doc__.split())
        assert f" {name}: {part}" in text
        assert part.meaning() in text


@EACH
def test_a_value_outside_is_refused_by_its_name(figure):
    shown = start(figure)
    for name, part in figure.parts().items():
        if not isinstance(part, Number):
            continue
        low, high = (b.of(shown) if isinstance(b, Size) else b for b in part.bounds())
        for value in (low - 1, high + 1):
            message = f"^{name} is .*, but must be from "
            with pytest.raises(TraitError, match=message):
                setattr(shown, name, value)
        with pytest.raises(TraitError, match=f"^{name} is nan, but must be"):
            setattr(shown, name, math.nan)


@EACH
def test_every_option_is_taken(figure):
    shown = start(figure)
    before = copy.deepcopy(shown.state())
    for change in each_option(figure):
        for name, value in change.items():
            setattr(shown, name, value)
            assert getattr(shown, name) == value
            setattr(shown, name, before[name])
    assert shown.state() == before


@EACH
def test_random_states_of_the_declaration_are_taken(figure):
    for drawn in random_states(figure, 20):
        shown = start(figure)
        with shown.hold_trait_notifications():
            for name, value in drawn.items():
                setattr(shown, name, value)
        assert shown.state() == drawn


@EACH
def test_other_kinds_are_refused(figure):
    kinds = {name for name, _ in refused(figure)}
    parts = figure.parts()
    assert kinds == {name for name in parts if not isinstance(parts[name], Data)}


def test_what_was_measured_or_trained_is_not_for_links():
    no_link = {
        (figure.front_end, name)
        for figure in [*SHOWN, Question]
        for name, part in figure.schema().items()
        if part.get("link") is False
    }
    assert {name for figure, name in no_link if figure == "funnel"} == {
        *("rank", "exact", "index")
    }
    assert {("embedding-map", "model"), ("embedding-map", "catalogue")} < no_link
    assert ("activation-explorer", "own") in no_link
    assert {name for figure, name in no_link if figure == "question"} == set(
        Question.parts()
    )


def test_what_others_depend_on_may_come_after_them():
    assert ActivationExplorer(f=["own", "tanh"], own=abs).f == ["own", "tanh"]


def test_measured_times_rise():
    with pytest.raises(TraitError, match="must rise in videos"):
        Funnel(index=[[1e5, 1], [1e4, 2]])
    assert options(Funnel.stages) == ["one", "exact", "index"]
