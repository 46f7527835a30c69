"""The state of chapter 6's widgets: what they start with, take and refuse."""

import math

import pytest
from traitlets import TraitError

from nnbook.widgets import Funnel, NextOrRandom, SampledSoftmax, WeightedLogistic

WIDGETS = [Funnel, NextOrRandom, SampledSoftmax, WeightedLogistic]


@pytest.mark.parametrize("widget", WIDGETS)
def test_starts_and_says_what_it_shows(widget):
    w = widget()
    assert w._widget == widget.front_end
    assert w.description.startswith("Interactive figure: ")
    assert w.description.endswith(".")
    assert w._repr_mimebundle_()[0]["text/plain"] == w.description


def test_the_description_follows_the_state():
    description = WeightedLogistic(mean=2, click_rate=0.05).description
    assert "2 minutes on average (exponential)" in description
    assert "at 5.0%" in description
    assert "of 5,000 videos" in Funnel(catalogue=5000).description
    assert "Watch 1 of the first is the label" in NextOrRandom(label=0).description
    assert "nothing later may be seen" in NextOrRandom(way="cut").description
    assert "without the log Q" in SampledSoftmax().description
    assert "with the log Q" in SampledSoftmax(correction=True).description


def test_state_names():
    front_end = {
        widget: {name for name in widget.state_names() if not name.startswith("_")}
        for widget in WIDGETS
    }
    assert front_end == {
        Funnel: {
            "stages",
            "catalogue",
            "budget",
            "candidates",
            "rank",
            "exact",
            "index",
        },
        NextOrRandom: {"way", "label", "order", "seed"},
        SampledSoftmax: {"negatives", "sampler", "correction", "seed"},
        WeightedLogistic: {
            "click_rate",
            "mean",
            "distribution",
            "impressions",
            "every",
            "seed",
        },
    }


@pytest.mark.parametrize(
    ("widget", "given", "kept"),
    [
        (
            SampledSoftmax,
            {"negatives": 10**9, "seed": -3},
            {"negatives": 2000, "seed": 0},
        ),
        (
            WeightedLogistic,
            {"click_rate": 0.9, "mean": 0},
            {"click_rate": 0.5, "mean": 0.5},
        ),
        (
            WeightedLogistic,
            {"impressions": 10, "seed": -1},
            {"impressions": 300, "seed": 0},
        ),
    ],
)
def test_numbers_outside_are_moved_to_the_nearest_end(widget, given, kept):
    w = widget(**given)
    assert {name: getattr(w, name) for name in kept} == kept
    for name, value in given.items():  # and where they are set later
        setattr(w, name, value)
    assert {name: getattr(w, name) for name in kept} == kept


@pytest.mark.parametrize(
    ("widget", "traits", "message"),
    [
        (Funnel, {"stages": "two"}, "Known are one, exact, index"),
        (Funnel, {"rank": 0}, "rank is 0, but must be above 0"),
        (Funnel, {"exact": [[1e5, 1]]}, "1 measurements, but needs 2 or more"),
        (Funnel, {"index": [[1e5, 1], [1e4, 2]]}, "must rise in videos"),
        (Funnel, {"index": [[1e5], [1e6, 2]]}, "must have 2: videos and milliseconds"),
        (NextOrRandom, {"way": "last"}, "Known are random, next, cut"),
        (NextOrRandom, {"order": math.nan}, "order is nan"),
        (SampledSoftmax, {"sampler": "popular"}, "did you mean 'popularity'"),
        (SampledSoftmax, {"negatives": 0.5}, "expected an int"),
        (WeightedLogistic, {"distribution": "normal"}, "did you mean 'lognormal'"),
        (WeightedLogistic, {"click_rate": math.nan}, "click_rate is nan"),
        (WeightedLogistic, {"impressions": 0.5}, "expected an int"),
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
