"""The state of chapter 6's widgets: what they start with, take and refuse."""

import base64
import math

import numpy as np
import pytest
from traitlets import TraitError

from nnbook.widgets import (
    EmbeddingMap,
    Funnel,
    NextOrRandom,
    SampledSoftmax,
    WeightedLogistic,
)

WIDGETS = [Funnel, NextOrRandom, SampledSoftmax, WeightedLogistic]


def small_map(**change):
    """An EmbeddingMap of six videos with random weights, but for what is changed."""
    rng = np.random.default_rng(0)
    given = {
        "arrays": {
            "watches": rng.normal(size=(6, 3)),
            "items": rng.normal(size=(6, 4)),
            "tower": [
                (rng.normal(size=(5, 3)), rng.normal(size=5)),
                (rng.normal(size=(4, 5)), rng.normal(size=4)),
            ],
        },
        "places": rng.normal(size=(6, 2)),
        "titles": list("abcdef"),
        "topics": ["x"] * 6,
        "regions": ["y"] * 6,
        "centres": rng.normal(size=(2, 4)),
        "cells": np.array([0, 1, 1, 0, 0, 1]),
    }
    return EmbeddingMap(**{**given, **change})


def numbers_in(text):
    return np.frombuffer(base64.b64decode(text), "<f2")


@pytest.mark.parametrize("widget", [*WIDGETS, small_map])
def test_starts_and_says_what_it_shows(widget):
    w = widget()
    assert w._widget == type(w).front_end
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
    assert "a map of 6 videos" in small_map().description
    assert "of 2 videos at first" in small_map(history=[4, 1]).description


def test_state_names():
    front_end = {
        widget: {name for name in widget.state_names() if not name.startswith("_")}
        for widget in [*WIDGETS, EmbeddingMap]
    }
    assert front_end == {
        EmbeddingMap: {"history", "measure", "probes", "model", "catalogue"},
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
    ("widget", "traits", "message"),
    [
        (Funnel, {"stages": "two"}, "Known are one, exact, index"),
        (Funnel, {"rank": 0}, "rank is 0, but must be from 0.001 to"),
        (Funnel, {"exact": [[1e5, 1]]}, "1 measurements, but must have 2 to 20"),
        (Funnel, {"index": [[1e5, 1], [1e4, 2]]}, "must rise in videos"),
        (Funnel, {"index": [[1e5], [1e6, 2]]}, r"must be \[videos, milliseconds\]"),
        (NextOrRandom, {"way": "last"}, "Known are random, next, cut"),
        (NextOrRandom, {"order": math.nan}, "order is nan"),
        (SampledSoftmax, {"sampler": "popular"}, "did you mean 'popularity'"),
        (SampledSoftmax, {"negatives": 5.5}, "must be a whole number from 5 to 2000"),
        (SampledSoftmax, {"negatives": 10**9}, "must be from 5 to 2000"),
        (SampledSoftmax, {"seed": -3}, "seed is -3, but must be from 0 to 9999"),
        (WeightedLogistic, {"distribution": "normal"}, "did you mean 'lognormal'"),
        (WeightedLogistic, {"click_rate": math.nan}, "click_rate is nan"),
        (WeightedLogistic, {"click_rate": 0.9}, "must be from 0.005 to 0.5"),
        (WeightedLogistic, {"mean": 0}, "mean is 0, but must be from 0.5 to 20"),
        (WeightedLogistic, {"impressions": 500.5}, "must be a whole number from 300"),
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


def test_the_map_ships_its_arrays_as_float16():
    rng = np.random.default_rng(1)
    items, places = rng.normal(size=(6, 4)), rng.normal(size=(6, 2))
    arrays = {
        "watches": rng.normal(size=(6, 4)),
        "items": items,
        "tower": [(np.eye(4), np.arange(4))],
    }
    w = small_map(arrays=arrays, places=places)
    assert w.model["sizes"] == [4, 4]
    assert (numbers_in(w.model["items"]) == items.astype("f2").ravel()).all()
    assert (numbers_in(w.model["weights"][0]) == np.eye(4).ravel()).all()
    assert numbers_in(w.model["biases"][0]).tolist() == [0, 1, 2, 3]
    assert w.model["cells"] == [0, 1, 1, 0, 0, 1]
    placed = numbers_in(w.catalogue["places"]).reshape(6, 2)
    assert placed.min(axis=0).tolist() == [0, 0]
    assert placed.max(axis=0).tolist() == [1, 1]
    for axis in (0, 1):
        assert (placed[:, axis].argsort() == places[:, axis].argsort()).all()


def test_videos_in_one_place_can_be_placed():
    w = small_map(places=np.full((6, 2), 7.0))
    assert (numbers_in(w.catalogue["places"]) == 0).all()


def test_the_search_of_a_map_is_exact_at_first():
    w = small_map()
    assert w.probes == 2
    for probes in (0, 3):
        with pytest.raises(TraitError, match=f"{probes}, but must be from 1 to 2"):
            w.probes = probes
    w.probes = 1
    assert w.probes == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"titles": ["a"]}, "titles: the size is 1, expected is 6"),
        ({"places": np.zeros((6, 3))}, "places: the size is 6 × 3, expected is 6 × 2"),
        ({"cells": np.zeros(5, int)}, "cells: the size is 5, expected is 6"),
        ({"cells": np.arange(6)}, "from 0 to 5, but there are 2 centres"),
        ({"centres": np.zeros((2, 3))}, "centres: the size is 2 × 3, expected is 2 ×"),
        ({"centres": np.full((2, 4), 1e5)}, "centres: there are values that are NaN, "),
    ],
)
def test_a_map_that_does_not_fit_together_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        small_map(**change)


@pytest.mark.parametrize("more", [{"recency": np.zeros(3)}, {"residual": True}])
def test_a_model_that_is_more_than_the_page_computes_is_refused(more):
    tower = [(np.zeros((4, 3)), np.zeros(4))]
    arrays = {"watches": np.zeros((6, 3)), "items": np.zeros((6, 4)), "tower": tower}
    with pytest.raises(ValueError, match="the page averages the watches"):
        small_map(arrays=arrays | more)


@pytest.mark.parametrize(
    ("name", "shape", "message"),
    [
        ("watches", (5, 3), "watches: the size is 5 × 3, expected is 6 × 3"),
        ("watches", (6, 4), "W of layer 1: the size is 5 × 3, expected is 5 × 4"),
        ("items", (6, 3), "the last layer: the size is 4, expected is 3"),
    ],
)
def test_a_model_that_does_not_fit_together_is_refused(name, shape, message):
    tower = [(np.zeros((5, 3)), np.zeros(5)), (np.zeros((4, 5)), np.zeros(4))]
    arrays = {"watches": np.zeros((6, 3)), "items": np.zeros((6, 4)), "tower": tower}
    with pytest.raises(ValueError, match=message):
        small_map(arrays={**arrays, name: np.zeros(shape)})


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"history": [6]}, r"history\[0\] is 6, but must be from 0 to 5"),
        ({"history": [-1]}, r"history\[0\] is -1"),
        ({"history": [2, 2]}, "history has 2 twice"),
        ({"history": [0, 1, 2, 3, 4, 5, 0, 1, 2]}, "9 videos, but must have 0 to 8"),
        ({"measure": "cos"}, "did you mean 'cosine'"),
    ],
)
def test_a_state_that_a_map_cannot_show_is_refused(traits, message):
    with pytest.raises(TraitError, match=message):
        small_map(**traits)
    w = small_map()
    before = w.state()
    with pytest.raises(TraitError, match=message):
        w.set_trait(*next(iter(traits.items())))
    assert w.state() == before
