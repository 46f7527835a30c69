"""Continuous inputs as quantiles, with their squares and square roots."""

import numpy as np

MISSING = 0.5


class QuantileNormalizer:
    """Turn each column into the share of the training values that lie below.

    A network wants inputs of one size, spread out evenly. The cumulative distribution
    of the training values does that to any column, interpolated between its quantiles
    (Covington, Adams & Sargin, 2016, section 4.1). The answers lie in [0, 1).

    - Ties count half as below: a value has the rank of the middle of its equals, so a
      column of one single value becomes 0.5, whatever comes later.
    - Out of range, ±inf too, is treated like the nearest value of the training.
    - NaN is a missing value. `fit` leaves it out, `transform` makes it the median, 0.5.

    At most `n_quantiles` quantiles are kept for a column, and all distinct values where
    they are fewer.
    """

    def __init__(self, n_quantiles=1000):
        if n_quantiles < 2:
            raise ValueError(f"n_quantiles is {n_quantiles}, but 2 is the least")
        self.n_quantiles = n_quantiles

    def fit(self, x):
        """Learn the quantiles of the columns of x, (n, d) or (n,); returns self.

        Raises ValueError for a column without a finite number.
        """
        self.quantiles = [self._quantiles(i, c) for i, c in enumerate(_columns(x).T)]
        return self

    def transform(self, x):
        """The shares, float32, in the shape of x.

        Raises ValueError before `fit`, and where x has another number of columns.
        """
        if not hasattr(self, "quantiles"):
            raise ValueError("the quantiles are not known yet: call fit(x) first")
        columns = _columns(x).T
        if len(columns) != len(self.quantiles):
            raise ValueError(
                f"x has {len(columns)} columns, but fit saw {len(self.quantiles)}"
            )
        shares = [
            np.where(np.isnan(column), MISSING, np.interp(column, values, ranks))
            for column, (values, ranks) in zip(columns, self.quantiles, strict=True)
        ]
        return np.stack(shares, axis=1).reshape(np.shape(x)).astype(np.float32)

    def state(self):
        """What `fit` has learned, as JSON and arrays."""
        return {"n_quantiles": self.n_quantiles, "quantiles": self.quantiles}

    @classmethod
    def from_state(cls, state):
        """The QuantileNormalizer of a state."""
        made = cls(state["n_quantiles"])
        made.quantiles = [tuple(pair) for pair in state["quantiles"]]
        return made

    def _quantiles(self, number, column):
        values, counts = np.unique(column[np.isfinite(column)], return_counts=True)
        if len(values) == 0:
            raise ValueError(f"column {number} has no finite number to learn from")
        ranks = (np.cumsum(counts) - counts / 2) / counts.sum()
        if len(values) > self.n_quantiles:
            even = np.linspace(ranks[0], ranks[-1], self.n_quantiles)
            kept = np.unique(np.searchsorted(ranks, even).clip(max=len(ranks) - 1))
            values, ranks = values[kept], ranks[kept]
        return values, ranks


def with_powers(shares):
    """Shares q, (n, d), with q² and √q beside them, (n, 3d): columns q, then q², √q.

    A linear layer on them can bend upward or downward at once (Covington, Adams &
    Sargin, 2016, section 4.1).
    """
    return np.concatenate([shares, shares**2, np.sqrt(shares)], axis=1)


def _columns(x):
    x = np.asarray(x, dtype=np.float64)
    if x.ndim not in (1, 2):
        raise ValueError(f"x has the shape {x.shape}, but (n, d) or (n,) is needed")
    return x[:, None] if x.ndim == 1 else x
