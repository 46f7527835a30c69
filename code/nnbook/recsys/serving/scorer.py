"""A saved Wide & Deep model at work: from rows of a table to probabilities."""

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN
from nnbook.data.labelled import Labelled
from nnbook.recsys.serving.request import RefusedError, is_whole

SUCH_AS = 10  # unknown values of a column that an answer names


class RowScorer:
    """The probability of the label 1 for each row, by a `Scoring`."""

    def __init__(self, scoring):
        self.model, self.columns = scoring.model.eval(), scoring.columns
        self.schema = scoring.columns.schema

    def scored(self, rows, counters):
        """(probabilities (n,), unknown values by column) of a list of dicts."""
        with counters.part("features"):
            batch = self.columns.batch(self.table(rows))
            unknown = self.unknown(rows, batch)
        with counters.part("model"), torch.inference_mode():
            return torch.sigmoid(self.model(batch)).numpy(), unknown

    def table(self, rows):
        """The rows as the Labelled table that training had, labels aside.

        A category that is missing is the category "". Raises RefusedError for a number
        that is missing or none, a category that is no text, and an unknown column.
        """
        known = {*self.schema.categorical, *self.schema.numbers, self.schema.label}
        for place, row in enumerate(rows):
            if other := row.keys() - known:
                raise RefusedError(
                    422,
                    f"row {place} has a column {min(other)!r}; there are "
                    f"{', '.join(sorted(known))}",
                )
            for name in self.schema.numbers:
                value = row.get(name)
                if not (is_whole(value) or isinstance(value, float)):
                    raise RefusedError(
                        422,
                        f"row {place}: column {name!r} is {value!r}, and a number is "
                        "needed there",
                    )
            for name in self.schema.categorical:
                if not isinstance(row.get(name, ""), str):
                    raise RefusedError(
                        422,
                        f"row {place}: column {name!r} is {row[name]!r}, and text is "
                        "needed there",
                    )
        return Labelled(
            {
                name: np.array([row.get(name, "") for row in rows], dtype=str)
                for name in self.schema.categorical
            },
            {
                name: np.array([row[name] for row in rows], dtype=float)
                for name in self.schema.numbers
            },
            np.zeros(len(rows), np.int64),
        )

    def unknown(self, rows, batch):
        """{column: some of its values} for those that training has not seen."""
        found = {}
        for name in self.schema.categorical:
            lost = np.flatnonzero(batch[name].numpy() == UNKNOWN)
            if len(lost):
                values = [rows[i].get(name, "") for i in lost[:SUCH_AS]]
                found[name] = {"count": len(lost), "such as": values}
        return found

    def any_row(self):
        """A row that can be scored, of which nothing is known."""
        return {name: 0.0 for name in self.schema.numbers}
