"""From values to ids: a vocabulary that can grow without renumbering."""

from collections import Counter
from dataclasses import replace

import numpy as np


class Vocabulary:
    """Ids 0, 1, ... for the values seen at least `min_count` times; -1 for all others.

    A value keeps its id when the vocabulary grows, so that what was learned about it
    stays right.
    """

    def __init__(self, values=(), min_count=1):
        self.min_count = min_count
        self.counts = Counter()
        self.id_of = {}
        self.grow(values)

    @classmethod
    def of(cls, values):
        """The one in which these different values have the ids 0, 1, ... in order."""
        made = cls()
        made.id_of = {value: i for i, value in enumerate(values)}
        return made

    def __len__(self):
        return len(self.id_of)

    @property
    def values(self):
        """The value behind each id, as a list."""
        return [*self.id_of]

    def grow(self, values):
        """Count these values too; those that are frequent enough by now get an id.

        Frequent ones first, equally frequent ones in their order.
        """
        unique, counts = np.unique(np.asarray(values), return_counts=True)
        self.counts.update(dict(zip(unique.tolist(), counts.tolist(), strict=True)))
        new = [value for value in unique.tolist() if value not in self.id_of]
        for value in sorted(new, key=lambda value: -self.counts[value]):
            if self.counts[value] >= self.min_count:
                self.id_of[value] = len(self.id_of)

    def ids(self, values):
        """The id of each value: int64 of the same shape."""
        values = np.asarray(values)
        unique, inverse = np.unique(values, return_inverse=True)
        ids = [self.id_of.get(value, -1) for value in unique.tolist()]
        return np.array(ids, dtype=np.int64)[inverse].reshape(values.shape)

    def state(self):
        """All of it as JSON, if the values are text and numbers."""
        seen = [[value, count] for value, count in self.counts.items()]
        return {"min_count": self.min_count, "values": self.values, "seen": seen}

    @classmethod
    def from_state(cls, state):
        """The Vocabulary of a state, ready to grow on."""
        made = cls(min_count=state["min_count"])
        made.counts.update({value: count for value, count in state["seen"]})
        made.id_of = {value: i for i, value in enumerate(state["values"])}
        return made


def known_items(events, min_count=1):
    """The Vocabulary of the items seen `min_count` times in the training part `events`.

    Ids go by the items' numbers, since here each value comes once.
    """
    return Vocabulary(np.flatnonzero(events.counts >= min_count))


def encoded(events, items):
    """The events with items as ids of the Vocabulary `items`; others are UNKNOWN."""
    return replace(
        events,
        item=items.ids(events.item),
        n_items=len(items),
        items=None if events.items is None else events.items[items.values],
    )


def context_ids(events, vocabularies):
    """The `context` of the events as ids of {name: Vocabulary}: {name: int64 (n,)}."""
    return {name: v.ids(events.context[name]) for name, v in vocabularies.items()}
