"""Who watched what and when: the one form in which recommenders read their data."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from nnbook.data.tables import Table

# In place of an id: no such event (padding), or an item outside the vocabulary.
UNKNOWN = -1


@dataclass(frozen=True)
class Interactions:
    """Events as three arrays of length n: user, item (int64) and time.

    Ids run from 0 to n_users - 1 and n_items - 1; an item may be UNKNOWN (-1), out of
    the vocabulary. `users` and `items` say what each id stands for where the events are
    of a log with ids of its own. `context`: {name: array (n,)}, what else was known
    when an event began, such as the device. Raises ValueError for lengths that differ
    and ids out of range.
    """

    user: np.ndarray
    item: np.ndarray
    time: np.ndarray
    n_users: int
    n_items: int
    users: np.ndarray | None = field(default=None, repr=False)
    items: np.ndarray | None = field(default=None, repr=False)
    context: dict = field(default_factory=dict, repr=False)

    def __post_init__(self):
        if not len(self.user) == len(self.item) == len(self.time):
            raise ValueError(
                f"{len(self.user)} users, {len(self.item)} items and {len(self.time)} "
                "times: an event needs one of each"
            )
        for name, ids, least, size in (
            ("user", self.user, 0, self.n_users),
            ("item", self.item, UNKNOWN, self.n_items),
        ):
            if len(ids) and not (ids.min() >= least and ids.max() < size):
                raise ValueError(
                    f"{name} ids run from {ids.min()} to {ids.max()}, but must lie "
                    f"between {least} and {size - 1}"
                )

    @classmethod
    def from_csv(cls, path, encoding="utf-8", **choices):
        """The events of a file whose first line names the columns, in order.

        `choices` are those of `from_frame`. Raises what `Table.of_csv` and `from_frame`
        raise, with the line.
        """
        return cls.of_table(Table.of_csv(path, encoding), **choices)

    @classmethod
    def from_frame(cls, frame, **choices):
        """The events of a pandas DataFrame or a dict of arrays, in order.

        `choices` name the columns where they are not called user, item and time:
        `from_frame(ratings, item="movieId")`. Users and items are whole numbers or
        text, times are numbers or dates. `sort`: rows may stand in any order; without
        it, a time before the one above it is taken for a mistake. `context`: columns of
        what was known when an event began, such as ("device",); text or whole numbers.
        `watch_time`: a column of numbers; an event of less than `least` is none.

        Raises ValueError, with row and column, for a column that is not there, a value
        that is missing, a time that is none, and rows of a user that are not sorted.
        """
        return cls.of_table(Table.of_frame(frame), **choices)

    @classmethod
    def of_table(
        cls,
        table,
        user="user",
        item="item",
        time="time",
        sort=False,
        context=(),
        watch_time=None,
        least=0.0,
    ):
        """The events of a Table, as of `from_frame`."""
        if watch_time is not None:
            long = table.numbers(watch_time) >= least
            if not long.any():
                raise ValueError(
                    f"{table.name}, column {watch_time!r}: no event has {least:g} or "
                    "more: give a smaller least (--least)"
                )
            table = table.take(long)
        users, by_user = np.unique(table.ids(user), return_inverse=True)
        items, by_item = np.unique(table.ids(item), return_inverse=True)
        times = table.times(time)
        if not sort:
            check_sorted(table, by_user, times, user, time)
        events = cls(
            by_user,
            by_item,
            times,
            len(users),
            len(items),
            users=users,
            items=items,
            context={name: table.texts(name) for name in context},
        )
        return events.in_order()

    def __len__(self):
        return len(self.user)

    def take(self, rows):
        """The events at `rows` (indices or a mask); users and items stay numbered."""
        return replace(
            self,
            user=self.user[rows],
            item=self.item[rows],
            time=self.time[rows],
            context={name: values[rows] for name, values in self.context.items()},
        )

    def of(self, users):
        """The events of these users only, (k,); needs `in_order`, and keeps it."""
        users = np.unique(users)
        first, length = self.starts[users], np.diff(self.starts)[users]
        # Where each user's rows begin in the log, less where they begin in the answer.
        shift = np.repeat(first - np.cumsum(length) + length, length)
        return self.take(shift + np.arange(len(shift)))

    def in_order(self, rng=None):
        """Sorted by user, then by time; the order that histories are read in.

        Events of a user at the same time are sorted by item id, or, with a numpy
        generator `rng`, put into random order.
        """
        ties = self.item if rng is None else rng.permutation(len(self))
        return self.take(np.lexsort((ties, self.time, self.user)))

    @cached_property
    def starts(self):
        """Where each user's events begin, (n_users + 1,); needs `in_order`.

        User u has the rows starts[u] to starts[u + 1] - 1. Raises ValueError where the
        events are not sorted by user and time.
        """
        same = self.user[1:] == self.user[:-1]
        later = np.where(
            same, self.time[1:] >= self.time[:-1], self.user[1:] > self.user[:-1]
        )
        if not later.all():
            raise ValueError(
                "events must be sorted by user and time here: call in_order() first"
            )
        return np.searchsorted(self.user, np.arange(self.n_users + 1))

    @cached_property
    def counts(self):
        """How often each item occurs, (n_items,)."""
        return np.bincount(self.item[self.item >= 0], minlength=self.n_items)


def check_sorted(table, by_user, times, user, time):
    """Raise ValueError at the first row whose time is before its user's last one."""
    order = np.argsort(by_user, kind="stable")
    same = by_user[order[1:]] == by_user[order[:-1]]
    back = np.flatnonzero(same & (times[order[1:]] < times[order[:-1]]))
    if len(back):
        at = back[np.argmin(order[1:][back])]
        row, above = order[at + 1], order[at]
        raise table.error(
            row,
            time,
            f"is before {table.column(time)[above]}, the time above it of the same "
            f"{user} {table.column(user)[row]}. Is it a time? If so, sort the rows by "
            "it, or say sort=True (--sort) where they may stand in any order",
        )
