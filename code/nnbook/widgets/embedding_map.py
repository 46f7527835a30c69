"""Chapter 6's widget: a catalogue as a map, and what a history finds in it."""

import base64
import itertools

import numpy as np
from traitlets import default

from nnbook.language import _
from nnbook.widgets.base import BookWidget
from nnbook.widgets.state import Choice, Data, Listing, Size, Whole


class EmbeddingMap(BookWidget, front_end="embedding-map"):
    """A trained model that runs in the page, and a map of the n videos that it knows.

    A click on a video adds it to the history; the page averages the history's
    embeddings, runs the tower and lists the ten unseen videos nearest to the user
    vector.

    ``arrays`` is what `serving_arrays` of nnbook.recsys.serving gives: "watches" and
    "items" (n, d), and "tower", the layers (W, b), with a ReLU between each two.
    ``places`` (n, 2) says where to draw each video, ``titles``, ``topics`` and
    ``regions`` (n strings each) what to write: a topic's name where most of its videos
    are, a region's in its middle. ``centres`` (c, d) and ``cells`` (n numbers of a
    centre) are those of an inverted file. The page gets all numbers as float16. All
    cells are looked into at first: an exact search.

    Raises ValueError where the arrays do not fit together or do not fit into float16.
    """

    history = Listing(
        Whole(0, 0, Size("catalogue.titles", -1)),
        [],
        0,
        8,
        distinct=True,
        noun="videos",
        help="the positions of what was watched, the latest last",
    )
    measure = Choice(("dot", "cosine"), help="what near means")
    probes = Whole(1, 1, Size("model.lists"), help="the cells that are looked into")
    model = Data({}, noun="the trained model", help="as the page computes with it")
    catalogue = Data({}, noun="the videos", help="their titles, topics and places")

    def __init__(
        self, arrays, places, titles, topics, regions, centres, cells, **state
    ):
        if arrays.get("recency") is not None or arrays.get("residual"):
            raise ValueError(
                "the page averages the watches and takes the tower's output as it is: "
                "give a model without recency weights and residual connection"
            )
        items, watches = (np.asarray(arrays[name]) for name in ("items", "watches"))
        tower = [(np.asarray(W), np.asarray(b)) for W, b in arrays["tower"]]
        places, centres, cells = map(np.asarray, (places, centres, cells))
        n, d = items.shape
        sizes = [watches.shape[1], *(len(b) for _, b in tower)]
        expect("the last layer", sizes[-1:], [d])
        expect("watches", watches.shape, (n, sizes[0]))
        for i, (fan_in, fan_out) in enumerate(itertools.pairwise(sizes)):
            expect(f"W of layer {i + 1}", tower[i][0].shape, (fan_out, fan_in))
        expect("places", places.shape, (n, 2))
        expect("centres", centres.shape, (len(centres), d))
        expect("cells", cells.shape, (n,))
        if not (0 <= cells.min() and cells.max() < len(centres)):
            raise ValueError(
                f"cells has numbers from {cells.min()} to {cells.max()}, but there are "
                f"{len(centres)} centres: expected 0 to {len(centres) - 1}"
            )
        names = {"titles": titles, "topics": topics, "regions": regions}
        for name, values in names.items():
            expect(name, [len(values)], [n])
        model = {
            "sizes": sizes,
            "watches": halves("watches", watches),
            "items": halves("items", items),
            "weights": [halves("the tower", W) for W, _ in tower],
            "biases": [halves("the tower", b) for _, b in tower],
            "centres": halves("centres", centres),
            "cells": cells.tolist(),
            "lists": len(centres),
        }
        catalogue = {name: [str(v) for v in values] for name, values in names.items()}
        catalogue["places"] = halves("places", in_unit_square(places))
        state = {"probes": len(centres), **state}
        super().__init__(model=model, catalogue=catalogue, **state)

    @default("description")
    def _description(self):
        n = len(self.catalogue["titles"])
        return _(
            "Interactive figure: a map of {n:,} videos, in which similar "
            "ones lie together. A click on a video adds it to a history, of "
            "{length} videos at first; the model's user vector moves, and "
            "the ten unseen videos nearest to it are listed, by inner "
            "product or by cosine, by a search in all cells or in a few.",
            n=n,
            length=len(self.history),
        )


def expect(name, shape, expected):
    """Raise ValueError where an array's shape is another than expected."""
    if tuple(shape) != tuple(expected):
        raise ValueError(
            f"{name}: the size is {' × '.join(map(str, shape))}, expected is "
            f"{' × '.join(map(str, expected))}"
        )


def halves(name, values):
    """The values as float16 (little-endian, row by row) in base64."""
    with np.errstate(over="ignore"):
        rounded = np.ascontiguousarray(values, dtype="<f2")
    if not np.isfinite(rounded).all():
        raise ValueError(
            f"{name}: there are values that are NaN, infinite or too large for "
            f"float16 (beyond {np.finfo(np.float16).max:g})"
        )
    return base64.b64encode(rounded.tobytes()).decode()


def in_unit_square(places):
    """The places moved and scaled, each axis by itself, to fill [0, 1] × [0, 1]."""
    low, high = places.min(axis=0), places.max(axis=0)
    return (places - low) / np.where(high > low, high - low, 1)
