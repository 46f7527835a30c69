"""Piecewise-linear encoding of continuous inputs (Gorishniy et al., 2022)."""

import numpy as np


class PiecewiseLinear:
    """How far a value has come through each of the bins: 1, 1, 0.4, 0, 0.

    A linear layer on that can bend at every edge; on the number alone it cannot bend at
    all. The edges are the training values' quantiles (Gorishniy, Rubachev & Babenko,
    "On embeddings for numerical features in tabular deep learning", section 3.2.1), so
    that each bin has as many of them; equal edges count once. Beyond the outer edges
    the outer edge counts.
    """

    def __init__(self, n_bins=32):
        if n_bins < 1:
            raise ValueError(f"n_bins is {n_bins}, but 1 is the least")
        self.n_bins = n_bins

    def fit(self, x):
        """Learn the edges from the values x, (n,); returns self.

        Raises ValueError where they are not all finite, or all the same.
        """
        x = np.asarray(x, dtype=np.float64)
        if not np.isfinite(x).all():
            raise ValueError("x has values that are not finite: leave them out of fit")
        edges = np.unique(np.quantile(x, np.linspace(0, 1, self.n_bins + 1)))
        if len(edges) < 2:
            raise ValueError(f"every value of x is {edges[0]}: there is nothing to bin")
        self.edges = edges
        return self

    def transform(self, x):
        """Values (n,) to their way through each bin, float32 (n, bins) in [0, 1]."""
        below, above = self.edges[:-1], self.edges[1:]
        way = (np.asarray(x, dtype=np.float64)[:, None] - below) / (above - below)
        return way.clip(0, 1).astype(np.float32)

    def state(self):
        """What `fit` has learned, as JSON and arrays."""
        return {"n_bins": self.n_bins, "edges": self.edges}

    @classmethod
    def from_state(cls, state):
        """The PiecewiseLinear of a state."""
        made = cls(state["n_bins"])
        made.edges = state["edges"]
        return made
