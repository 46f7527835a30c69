"""Training, validation and test parts: by time, and nothing learned from the latter.

A split must not let the future into the past. So it goes by time; and whatever is
counted (the vocabulary, item counts, quantiles) is counted on the training part.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnbook.data.interactions import UNKNOWN


def leave_last_out(events):
    """(all but the last event of each user, the last ones); `events` in order.

    A user with a single event keeps it and has no last one: there would be nothing to
    predict it from. Twice in a row gives training, validation and test part.
    """
    last = events.starts[1:] - 1
    last = last[np.diff(events.starts) > 1]
    kept = np.ones(len(events), bool)
    kept[last] = False
    return events.take(kept), events.take(last)


def split_at(events, time):
    """(the events before `time`, those at `time` or later), for all users at once.

    Where leave-last-one-out trains on some users' future, this one does not: it is
    what a recommender knows on the day it is put to work.
    """
    before = events.time < time
    return events.take(before), events.take(~before)


@dataclass(frozen=True)
class Vocabulary:
    """The items that a model knows, renumbered from 0: their old ids, ascending."""

    ids: np.ndarray

    @classmethod
    def of(cls, events, min_count=1):
        """The items seen at least `min_count` times in `events`, the training part."""
        return cls(np.flatnonzero(events.counts >= min_count))

    def __len__(self):
        return len(self.ids)

    def encode(self, events):
        """The events with items renumbered; those out of vocabulary are UNKNOWN."""
        place = np.searchsorted(self.ids, events.item)
        known = np.append(self.ids, UNKNOWN)[place] == events.item
        item = np.where(known & (events.item != UNKNOWN), place, UNKNOWN)
        return replace(events, item=item, n_items=len(self))
