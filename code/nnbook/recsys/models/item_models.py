"""Honest opponents: item models asked with what a user watched lately, and EASE.

Asked with a whole history, an item model answers with what would have fitted long ago,
too. Both models here can be told how fast a watch is forgotten. They are made and asked
like those in `baselines`.
"""

import numpy as np
from scipy import sparse

from nnbook.recsys.models.baselines import ItemKNN, watched


def decayed(events, users, decay=1.0, last=None):
    """How much each watched item still counts: sparse (k, n_items).

    1 for the latest watch of each of the users (k,), ``decay`` for the one before,
    ``decay``² for the next, and 0 for all but the ``last`` ones. Of an item watched
    twice the later watch counts. Raises ValueError for a decay that is not above 0 and
    at most 1, and a last below 1.
    """
    if not 0 < decay <= 1:
        raise ValueError(f"decay is {decay}, expected more than 0 and at most 1")
    if last is not None and last < 1:
        raise ValueError(f"last is {last}, expected 1 or more, or None for all")
    users = np.asarray(users)
    starts, ends = events.starts[users], events.starts[users + 1]
    length = ends - starts if last is None else np.minimum(ends - starts, last)
    row = np.repeat(np.arange(len(users)), length)
    before = np.arange(len(row)) - np.repeat(np.cumsum(length) - length, length)
    item = events.item[ends[row] - 1 - before]
    row, before, item = (x[item >= 0] for x in (row, before, item))
    # The latest watch comes first in each row, and np.unique takes the first.
    _, kept = np.unique(row * events.n_items + item, return_index=True)
    shape = len(users), events.n_items
    weight = decay ** before[kept].astype(float)
    return sparse.csr_array((weight, (row[kept], item[kept])), shape=shape)


class DecayedItemKNN(ItemKNN):
    """Item-kNN asked with a user's recent watches, which count as of `decayed`."""

    def __init__(self, training, k=50, shrink=10.0, decay=1.0, last=None):
        super().__init__(training, k, shrink)
        self.decay, self.last = decay, last

    def scores(self, events, users):
        """The similarities to what each user has watched, later watches first."""
        return (decayed(events, users, self.decay, self.last) @ self.similar).toarray()


class EASE:
    """A linear model of each item from all others, in closed form (Steck, 2019).

    Of all matrices B with a zero diagonal, the one with the least |X - XB|² + l2 |B|²,
    where X (users, items) is 1 for what was watched. With P = (XᵀX + l2 I)⁻¹ it is
    B_ij = -P_ij / P_jj for i ≠ j. P has a row and a column for each item. Where there
    are fewer users than items, the Woodbury identity spares it:

        P = (I - Xᵀ K X) / l2,  K = (X Xᵀ + l2 I)⁻¹

    has an inverse as large as the number of users, and only products with P are ever
    needed. A user's scores are h B, with the history h as of `decayed`.
    """

    def __init__(self, training, l2=100.0, decay=1.0):
        if l2 <= 0:
            raise ValueError(f"l2 is {l2}, expected more than 0")
        self.decay = decay
        x = watched(training, np.unique(training.user))
        gram = (x @ x.T).toarray() + l2 * np.eye(x.shape[0])
        self.x, self.kx = x, np.linalg.solve(gram, x.toarray())  # both (users, items)
        # Without l2, which falls out of P_ij / P_jj.
        self.diagonal = 1 - x.multiply(self.kx).sum(axis=0)

    def scores(self, events, users):
        """Each user's history, decayed, times B."""
        history = decayed(events, users, self.decay)
        shared = (history @ self.x.T).toarray()  # with each user of the training
        history = history.toarray()
        return history - (history - shared @ self.kx) / self.diagonal
