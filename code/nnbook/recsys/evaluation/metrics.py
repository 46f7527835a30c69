"""How good a list of recommendations is: the label's rank among all unseen items.

Every item of the catalogue competes, not a sample of it: with a sample, the order of
two models may be another (Krichene & Rendle, 2020).
"""

import math
from typing import NamedTuple

import numpy as np

from nnbook.data.interactions import UNKNOWN


def ranks(scores, labels, seen):
    """How many unseen items stand before each label: 0 is the top of the list.

    scores: (b, n_items); labels: (b,); seen: a scipy.sparse matrix (b, n_items), not
    zero where an item is left out. Items that score as much as the label, and those
    whose score is NaN, stand before it: no luck for a model that says the same of
    all. The rank is infinite where the label is UNKNOWN. Raises ValueError where a
    label was seen: it stands in no list, so nothing could be a hit.
    """
    rows = np.arange(len(labels))
    of_label = scores[rows, labels][:, None]
    before = ~(scores < of_label)
    before[rows, labels] = False
    seen_rows, seen_items = seen.nonzero()
    places = seen_rows * scores.shape[1] + seen_items
    known = labels != UNKNOWN
    if again := np.isin(rows * scores.shape[1] + labels, places)[known].sum():
        raise ValueError(
            f"{again} of {len(labels)} labels were seen before, and what was seen is "
            "left out: ask for first watches only, or give a `seen` without the labels"
        )
    before[seen_rows, seen_items] = False
    return np.where(known, before.sum(axis=1), np.inf)


def hits(ranks, k):
    """1 where the label is among the first k, else 0; the mean is HR@k.

    With one label a user that is Recall@k too.
    """
    return (ranks < k).astype(float)


def gains(ranks, k):
    """1 / log2(rank + 2) among the first k, else 0; the mean is NDCG@k.

    The ideal list has the one label first and gains 1, so nothing is left to divide by.
    """
    return np.where(ranks < k, 1 / np.log2(ranks + 2), 0.0)


class Estimate(NamedTuple):
    """A mean and its standard error."""

    mean: float
    error: float


def estimate(values, groups=None):
    """The mean of `values` (n,) and its standard error, s/√n.

    With `groups` (n,), users for instance, values are averaged in each group first:
    values of one user (several labels, several seeds) are no independent evidence.
    Raises ValueError for fewer than 2 values or groups.
    """
    values = np.asarray(values, float)
    if groups is not None:
        _, group = np.unique(groups, return_inverse=True)
        values = np.bincount(group, values) / np.bincount(group)
    if len(values) < 2:
        raise ValueError(f"a standard error needs 2 values or more, got {len(values)}")
    return Estimate(values.mean(), values.std(ddof=1) / math.sqrt(len(values)))
