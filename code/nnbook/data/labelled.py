"""A table with a label in each row, and a schema that says what its columns are."""

from dataclasses import dataclass

import numpy as np

from nnbook.data.tables import Table


@dataclass(frozen=True)
class Schema:
    """What the columns of a table are to a model that predicts one of them.

    `label`: the column to predict, 0 or 1; with `positive` it is 1 where that value
    stands and 0 elsewhere. `categorical`: columns of which each value is something of
    its own. `numbers`: columns of numbers. Of those, `binned` ones are told apart in
    bins, too, and `exact` ones value by value, as amounts of money that come again.
    """

    label: str
    categorical: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    binned: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    positive: str | float | None = None

    def __post_init__(self):
        others = {*self.binned, *self.exact} - {*self.numbers}
        if others:
            raise ValueError(
                f"{', '.join(sorted(others))}: to be binned or exact a column has to "
                "be one of the numbers, too"
            )

    @property
    def with_ids(self):
        """The columns whose values get ids: categories, bins, and exact values."""
        return (*self.categorical, *self.binned, *self.exact)


@dataclass(frozen=True)
class Labelled:
    """n rows: `categorical[name]` of strings and `continuous[name]` of floats, (n,).

    `label` is 0 or 1: int64 (n,).
    """

    categorical: dict[str, np.ndarray]
    continuous: dict[str, np.ndarray]
    label: np.ndarray

    @classmethod
    def from_csv(cls, path, schema, encoding="utf-8"):
        """The rows of a file whose first line names the columns.

        Raises what `Table.of_csv` and `from_frame` raise, with the line.
        """
        return cls.of_table(Table.of_csv(path, encoding), schema)

    @classmethod
    def from_frame(cls, frame, schema):
        """The rows of a pandas DataFrame or a dict of arrays.

        A category that is missing is the category "". Raises ValueError, with row and
        column, for a column that is not there, for what is no number, and for a label
        that is neither 0 nor 1, or the same in all rows.
        """
        return cls.of_table(Table.of_frame(frame), schema)

    @classmethod
    def of_table(cls, table, schema):
        """The rows of a Table, as of `from_frame`."""
        return cls(
            {name: table.texts(name) for name in schema.categorical},
            {name: table.numbers(name) for name in schema.numbers},
            labels(table, schema),
        )

    def __len__(self):
        return len(self.label)

    def take(self, rows):
        """These rows only: indices or a mask."""
        return Labelled(
            {name: column[rows] for name, column in self.categorical.items()},
            {name: column[rows] for name, column in self.continuous.items()},
            self.label[rows],
        )


def labels(table, schema):
    """The label of each row, 0 or 1: int64 (n,)."""
    name = schema.label
    if schema.positive is None:
        values = table.numbers(name)
        if len(other := np.flatnonzero((values != 0) & (values != 1))):
            raise table.error(
                other[0],
                name,
                "is neither 0 nor 1: write these, or say in the schema which value is "
                'meant, as positive="yes"',
            )
    else:
        values = table.given(name, "give it a label, or leave the row out")
        values = values == np.array(schema.positive).astype(values.dtype)
    if values.all() or not values.any():
        raise ValueError(
            f"{table.name}, column {name!r}: every label is {values[0]:.0f}, so there "
            "is nothing to learn: is it the right column, and the right value?"
        )
    return values.astype(np.int64)
