"""The columns of a labelled table, as the two parts of Wide & Deep read them."""

from dataclasses import asdict

import numpy as np
import torch

from nnbook.data.labelled import Schema
from nnbook.recsys.features.crosses import CrossProduct
from nnbook.recsys.features.piecewise import PiecewiseLinear
from nnbook.recsys.features.quantiles import QuantileNormalizer
from nnbook.recsys.features.vocabulary import Vocabulary


class Columns:
    """From rows to a batch for both parts; learned from the training data alone.

    `schema`: the Schema of the table. Values of the exact columns get an id if they
    come `min_count` times, and so do the `crosses`, tuples of columns with ids. Numbers
    go to the deep part `piecewise` linear in `n_bins`, or as quantiles: those named in
    `numbers`. Raises ValueError for a column that is unknown, or a number that is the
    same in all rows.
    """

    def __init__(
        self,
        table,
        schema,
        numbers,
        crosses=(),
        min_count=2,
        piecewise=True,
        n_bins=16,
    ):
        self.schema, self.piecewise, self.n_bins = schema, piecewise, n_bins
        self.bins = {
            name: fitted(PiecewiseLinear(n_bins), name, table.continuous[name])
            for name in schema.binned
        }
        self.vocabularies = {
            name: Vocabulary(values, min_count if name in schema.exact else 1)
            for name, values in self.values(table).items()
        }
        ids = self.ids(table)
        self.crosses = [CrossProduct(names, min_count) for names in crosses]
        for cross in self.crosses:
            cross.grow(ids)
        self.encoders = {
            name: self.encoder(name, table.continuous[name]) for name in numbers
        }

    def encoder(self, name, x):
        """How this number goes into the deep part."""
        if not self.piecewise:
            return fitted(QuantileNormalizer(), name, x)
        # Nearly all amounts are zero: quantiles of the distinct ones spread the bins.
        x = np.unique(x) if name in self.schema.exact else x
        return fitted(PiecewiseLinear(self.n_bins), name, x)

    def values(self, table):
        """The columns whose values get ids: categories, bins and exact values."""
        binned = {
            name: np.searchsorted(code.edges[1:-1], table.continuous[name], "right")
            for name, code in self.bins.items()
        }
        exact = {name: table.continuous[name] for name in self.schema.exact}
        return {**table.categorical, **binned, **exact}

    def ids(self, table):
        """The ids of those columns, {name: int64 (n,)}; -1 for a value unseen."""
        values = self.values(table)
        return {name: v.ids(values[name]) for name, v in self.vocabularies.items()}

    def sizes(self):
        """How many ids each column and each cross has, {name: n}."""
        crosses = {cross.name: len(cross) for cross in self.crosses}
        return {name: len(v) for name, v in self.vocabularies.items()} | crosses

    def batch(self, table):
        """All that the model wants of these rows, and their label, as tensors."""
        ids = self.ids(table)
        ids |= {cross.name: cross.ids(ids) for cross in self.crosses}
        batch = {name: torch.as_tensor(column) for name, column in ids.items()}
        numbers = [
            code.transform(table.continuous[name]).reshape(len(table), -1)
            for name, code in self.encoders.items()
        ]
        if numbers:
            batch["numbers"] = torch.as_tensor(np.concatenate(numbers, axis=1))
        batch["label"] = torch.as_tensor(table.label)
        return batch

    def state(self):
        """What was learned, as JSON and arrays."""
        return {
            "schema": asdict(self.schema),
            "piecewise": self.piecewise,
            "n_bins": self.n_bins,
            "bins": states(self.bins),
            "vocabularies": states(self.vocabularies),
            "crosses": [cross.state() for cross in self.crosses],
            "encoders": states(self.encoders),
        }

    @classmethod
    def from_state(cls, state):
        """The Columns of a state."""
        made = cls.__new__(cls)
        names = ("categorical", "numbers", "binned", "exact")
        schema = {name: tuple(state["schema"][name]) for name in names}
        made.schema = Schema(**state["schema"] | schema)
        made.piecewise, made.n_bins = state["piecewise"], state["n_bins"]
        made.bins = of_states(PiecewiseLinear, state["bins"])
        made.vocabularies = of_states(Vocabulary, state["vocabularies"])
        made.crosses = [CrossProduct.from_state(cross) for cross in state["crosses"]]
        encoder = PiecewiseLinear if made.piecewise else QuantileNormalizer
        made.encoders = of_states(encoder, state["encoders"])
        return made


def states(codes):
    """{name: state} of {name: what has one}."""
    return {name: code.state() for name, code in codes.items()}


def of_states(kind, states):
    """{name: kind} of {name: state}."""
    return {name: kind.from_state(state) for name, state in states.items()}


def fitted(code, name, x):
    """The code, fitted to a column; ValueError with the column's name."""
    try:
        return code.fit(x)
    except ValueError as error:
        raise ValueError(
            f"column {name!r}: {error}. Leave the column out of the schema's numbers"
        ) from None
