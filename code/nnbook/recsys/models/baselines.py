"""What a model has to beat: popularity and two nearest-neighbour methods.

Each is made from training events (Interactions, in order) and then asked by
`scores(events, users)` for the scores (k, n_items) of all items for `users` (k,), who
have watched `events` so far. All of it is counting: products of sparse matrices.
"""

import numpy as np
from scipy import sparse

TINY = 1e-12  # an item that nobody watched has length 0, and no neighbours


def watched(events, users):
    """1 where one of the users (k,) has watched an item: sparse (k, n_items)."""
    known = events.item >= 0
    places = events.user[known], events.item[known]
    shape = events.n_users, events.n_items
    matrix = sparse.csr_array((np.ones(known.sum()), places), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1  # a second watch of an item changes nothing
    return matrix[users]


class Popularity:
    """The same for everybody: how often an item was watched."""

    def __init__(self, training):
        self.counts = training.counts.astype(float)

    def scores(self, events, users):
        """The items' counts, once for each user."""
        return np.tile(self.counts, (len(users), 1))


class ItemKNN:
    """Items watched by the same people as what the user has watched.

    The similarity of two items is |both| / (√(|one| · |other|) + shrink), of the sets
    of users who watched them (Deshpande & Karypis, 2004); an item keeps its k most
    similar ones, and a user's score of an item is the sum over the user's watches.
    """

    def __init__(self, training, k=50, shrink=10.0):
        matrix = watched(training, np.arange(training.n_users))
        length = np.sqrt(matrix.sum(axis=0))
        k = min(k, training.n_items)
        blocks = []
        # A thousand items at a time: all pairs at once would need much memory.
        for start in range(0, training.n_items, 1000):
            some = np.arange(start, min(start + 1000, training.n_items))
            both = (matrix[:, some].T @ matrix).toarray()
            value = both / (length[some][:, None] * length + shrink + TINY)
            value[np.arange(len(some)), some] = 0  # nobody is their own neighbour
            near = np.argpartition(-value, k - 1, axis=1)[:, :k]
            kept = np.take_along_axis(value, near, axis=1)
            place = (np.repeat(np.arange(len(some)), k), near.ravel())
            shape = (len(some), training.n_items)
            blocks.append(sparse.csr_array((kept.ravel(), place), shape=shape))
        self.similar = sparse.vstack(blocks, format="csr")

    def scores(self, events, users):
        """The similarities to all that each user has watched, added up."""
        return (watched(events, users) @ self.similar).toarray()


class SequenceKNN:
    """Items that were watched soon after what the user has watched last.

    An item followed by another within `window` watches counts 1/distance for the pair;
    the sum is divided by the root of the first one's count. A user's last `window`
    watches vote with 1/distance again. One of the item-to-item methods of Ludewig &
    Jannach (2018), who found them hard to beat.

    Watches of the same time are counted as they stand in `training`: dropping these
    pairs makes it a weaker opponent (on MovieLens HR@10 falls from .113 to .098).
    """

    def __init__(self, training, window=10):
        self.window = window
        shape = (training.n_items, training.n_items)
        follows = sparse.csr_array(shape)
        for d in range(1, window + 1):
            same = training.user[d:] == training.user[:-d]
            one, other = training.item[:-d][same], training.item[d:][same]
            known = (one >= 0) & (other >= 0)
            pair = one[known], other[known]
            votes = np.full(known.sum(), 1 / d)
            follows = follows + sparse.csr_array((votes, pair), shape=shape)
        root = np.sqrt(np.maximum(training.counts, 1))
        self.follows = sparse.diags_array(1 / root) @ follows

    def scores(self, events, users):
        """The votes of each user's last watches."""
        users = np.asarray(users)
        row = np.repeat(np.arange(len(users)), self.window)
        distance = np.tile(np.arange(1, self.window + 1), len(users))
        place = events.starts[users + 1][row] - distance
        mine = place >= events.starts[users][row]
        mine[mine] = events.item[place[mine]] >= 0
        row, distance, item = row[mine], distance[mine], events.item[place[mine]]
        shape = (len(users), events.n_items)
        votes = sparse.csr_array((1 / distance, (row, item)), shape=shape)
        return (votes @ self.follows).toarray()
