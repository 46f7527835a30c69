"""Who watched what and when: the one form in which recommenders read their data."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

# In place of an id: no such event (padding), or an item outside the vocabulary.
UNKNOWN = -1


@dataclass(frozen=True)
class Interactions:
    """Events as three arrays of length n: user, item (int64) and time.

    Ids run from 0 to n_users - 1 and n_items - 1; an item may be UNKNOWN (-1), out of
    the vocabulary. Raises ValueError for lengths that differ and ids out of range.
    """

    user: np.ndarray
    item: np.ndarray
    time: np.ndarray
    n_users: int
    n_items: int

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

    def __len__(self):
        return len(self.user)

    def take(self, rows):
        """The events at `rows` (indices or a mask); users and items stay numbered."""
        return replace(
            self, user=self.user[rows], item=self.item[rows], time=self.time[rows]
        )

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
