"""Leave the last watches out and ask for them, one at a time."""

import numpy as np
from scipy import sparse

from nnbook.data.splits import leave_last_out
from nnbook.recsys.evaluation.metrics import ranks
from nnbook.recsys.features.examples import pairs
from nnbook.recsys.models.baselines import watched

SCORES = 1 << 25  # scores that are held at a time, of users by items: 256 MB in doubles


def last_steps(events, n, repeats="skip"):
    """(training part, steps): the last `n` events of each user, one step at a time.

    A step is (events before it, the users' next events), ready for `label_ranks`.
    repeats "skip": who watches an item again is not asked for it, since a list of what
    is unseen cannot have it. "label": a repeated watch is one as any other.
    """
    steps = []
    for _ in range(n):
        events, last = leave_last_out(events)
        asked = last
        if repeats == "skip":
            asked = last.take(~np.isin(pairs(last), pairs(events)))
        steps.append((events, asked))
    return events, steps


def label_ranks(scorer, events, last, ties="apart", repeats="skip"):
    """The ranks (k,) of the events `last`, one of a user, that came after `events`.

    `scorer.scores(events, users)` is what is asked. With `ties` "apart" it is told what
    was at an earlier time; with "order" also what stands before the label at the same
    time, as if the log knew. With `repeats` "skip" all that stands before the label is
    left out of the ranking, at its time too; with "label" every item competes.

    So many users are asked for at a time that their scores take SCORES numbers at most.
    """
    size = max(1, SCORES // events.n_items)
    found = [
        ranks_of_some(scorer, events, last.take(slice(i, i + size)), ties, repeats)
        for i in range(0, len(last), size)
    ]
    return np.concatenate(found) if found else np.zeros(0)


def ranks_of_some(scorer, events, last, ties, repeats):
    """The ranks of `label_ranks`, of as many users as there is memory for."""
    told = events = events.of(last.user)
    if ties == "apart":
        asked = np.full(events.n_users, np.inf)
        asked[last.user] = last.time
        told = events.take(events.time < asked[events.user])
    seen = watched(events, last.user)
    if repeats == "label":
        seen = sparse.csr_array(seen.shape)
    return ranks(scorer.scores(told, last.user), last.item, seen)
