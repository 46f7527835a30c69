"""The cross-product transformation: one binary feature a combination of values.

φ_k(x) = Π_i x_i^{c_ki} with c_ki in {0, 1} (Cheng et al., 2016, equation 1). On binary
features it is AND: "installed netflix AND shown pandora". Only the features that are 1
are kept, as ids.
"""

import itertools

import numpy as np

from nnbook.recsys.features.vocabulary import Vocabulary


class CrossProduct:
    """Ids 0, 1, ... for the combinations of values in some columns; -1 for none.

    A combination seen `min_count` times while growing has an id of its own. With
    `buckets` there is nothing to grow: they are hashed into that many ids, and some
    share one. `name` is "a x b".

    A feature is 1 or 0: a value that stands twice in a set counts once, and so do two
    combinations of a row that share a bucket.
    """

    def __init__(self, columns, min_count=1, buckets=None):
        self.columns = tuple(columns)
        self.name = " x ".join(columns)
        self.buckets = buckets
        self.vocabulary = Vocabulary(min_count=min_count)

    def __len__(self):
        return self.buckets or len(self.vocabulary)

    def grow(self, data):
        """Give ids to the combinations in `data`; known ones keep theirs."""
        keys = self.keys(data)
        self.vocabulary.grow(keys[keys >= 0])

    def ids(self, data):
        """The crosses that are 1 in each row, padded with -1: int64 (n, k).

        data[column] holds ids, int64 (n,), or (n, m) for a set of up to m values, -1
        for none; k is the product of the columns' m.
        """
        keys = self.keys(data)
        if self.buckets is None:
            return self.vocabulary.ids(keys)
        ids = np.where(keys < 0, -1, hashed(keys) % self.buckets).astype(np.int64)
        return once_a_row(ids)

    def keys(self, data):
        """A number for each combination, (n, k): the ids are its digits; -1 for none.

        The base does not depend on the data: keys stay as they are while vocabularies
        grow. Raises ValueError where an id is no digit.
        """
        base = 1 << (62 // len(self.columns))
        columns = [self.checked(name, data[name], base) for name in self.columns]
        keys = []
        for digits in itertools.product(*(column.T for column in columns)):
            key = np.zeros(len(digits[0]), dtype=np.int64)
            for digit in digits:
                key = key * base + digit
            keys.append(np.where(np.min(digits, axis=0) < 0, -1, key))
        return once_a_row(np.stack(keys, axis=1))

    def state(self):
        """All of it as JSON."""
        vocabulary = self.vocabulary.state()
        return {
            "columns": [*self.columns],
            "buckets": self.buckets,
            "vocabulary": vocabulary,
        }

    @classmethod
    def from_state(cls, state):
        """The CrossProduct of a state, ready to grow on."""
        made = cls(state["columns"], buckets=state["buckets"])
        made.vocabulary = Vocabulary.from_state(state["vocabulary"])
        return made

    @staticmethod
    def checked(name, ids, base):
        """The column as (n, m); ValueError where its values are no ids below base."""
        ids = np.asarray(ids)
        if not np.issubdtype(ids.dtype, np.integer):
            raise ValueError(
                f"column {name!r} has dtype {ids.dtype}, expected ids: number its "
                "values with a Vocabulary first"
            )
        if ids.size and (ids.min() < -1 or ids.max() >= base):
            raise ValueError(
                f"column {name!r} has ids from {ids.min()} to {ids.max()}, expected "
                f"-1 (none) to {base - 1}"
            )
        return ids.astype(np.int64).reshape(len(ids), -1)


def once_a_row(ids):
    """The ids (n, k), with -1 in place of those that stand in their row before."""
    order = np.argsort(ids, axis=1, kind="stable")
    ranked = np.take_along_axis(ids, order, axis=1)
    again = np.zeros(ids.shape, bool)
    np.put_along_axis(again, order[:, 1:], ranked[:, 1:] == ranked[:, :-1], axis=1)
    return np.where(again, -1, ids)


def hashed(keys):
    """Well-mixed 64-bit hashes of int64 keys: splitmix64 (Steele et al., 2014)."""
    h = keys.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    h = (h ^ (h >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    h = (h ^ (h >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return h ^ (h >> np.uint64(31))
