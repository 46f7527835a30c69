"""Vectors for ids, of which some are unknown."""

from torch import nn


class Embedding(nn.Embedding):
    """A vector for each of n ids; the id -1, unknown, has the zero vector.

    The weights (n, dim) start with standard deviation 1/√dim: a vector's length is
    near 1.
    """

    def __init__(self, n, dim, sparse=False):
        super().__init__(n, dim, sparse=sparse)

    def reset_parameters(self):
        """Draw the weights anew."""
        nn.init.normal_(self.weight, std=self.embedding_dim**-0.5)

    def forward(self, ids):
        """From ids of any shape to vectors, (*shape, dim)."""
        return super().forward(ids.clamp(min=0)) * (ids >= 0)[..., None]


def average(embedding, ids):
    """The mean of the known ids' vectors: (b, w) to (b, dim); zero where none is."""
    known = (ids >= 0).sum(dim=1, keepdim=True)
    return embedding(ids).sum(dim=1) / known.clamp(min=1)


def dim_of(size):
    """An embedding's size: it grows with the logarithm of the vocabulary's size."""
    return max(1, (size - 1).bit_length())
