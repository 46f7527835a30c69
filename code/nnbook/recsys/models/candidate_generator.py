"""Candidate generation of YoutubeDNN (Covington, Adams & Sargin, 2016, section 3)."""

from functools import partial

import torch
from torch import nn
from torch.nn import functional as F

from nnbook.recsys.models.embedding import Embedding, average, dim_of
from nnbook.recsys.models.sharded import ShardedEmbedding
from nnbook.recsys.models.tower import Dropout, relu_tower


class CandidateGenerator(nn.Module):
    """P(next watch is i | user) = exp(v_i · u) / Σ_j exp(v_j · u).

    The user vector u is made of averaged embeddings of watches and of search tokens,
    of one embedding for each of `categories` ({name: size}) and of the numbers named
    in `continuous`, in [0, 1]; ReLU layers of the sizes `hidden` follow, then a linear
    one (the paper's last layer has a ReLU, too; chapter 6 compares them). The item
    vectors v are the softmax's weights and not the input embeddings.

    With `sparse` the embeddings' gradients are sparse (for RowAdam or SparseAdam). With
    `sharded` every table is a ShardedEmbedding: a block of its rows in each process.
    `dropout` is the share of the numbers dropped, in training, from the tower's input
    and from its hidden layers.

    Three steps beyond the paper. With `window` the watches are not averaged but summed
    with learned weights, one for each of the last `window` positions. With `shared` an
    item has one vector, as an input and in the softmax. With `residual` the tower's
    output is added to the vector of the watches (He et al., 2016).
    """

    def __init__(
        self,
        n_items,
        dim=64,
        hidden=(128,),
        n_tokens=0,
        categories=None,
        continuous=(),
        window=None,
        sparse=False,
        dropout=0.0,
        shared=False,
        residual=False,
        sharded=False,
    ):
        super().__init__()
        table = ShardedEmbedding if sharded else partial(Embedding, sparse=sparse)
        categories = categories or {}
        self.continuous = tuple(continuous)
        self.residual = residual
        self.watches = table(n_items, dim)
        self.searches = table(n_tokens, dim) if n_tokens else None
        self.categories = nn.ModuleDict(
            {name: table(size, dim_of(size)) for name, size in categories.items()}
        )
        self.recency = nn.Parameter(torch.zeros(window)) if window else None
        n_inputs = dim * (2 if n_tokens else 1) + len(self.continuous)
        n_inputs += sum(e.weight.shape[1] for e in self.categories.values())
        self.dropout = Dropout(dropout)
        # The last layer has no ReLU, other than the paper: tests/bench/last_layer.py.
        self.tower = relu_tower(n_inputs, hidden, dim, dropout)
        self.items = self.watches if shared else table(n_items, dim)

    def user_vectors(self, batch):
        """User vectors (b, dim) for a batch, a dict of tensors.

        "watches" and "searches": ids (b, any width), -1 where there is none, watches
        latest first; each category: ids (b,), -1 if unknown; each number: floats (b,).
        """
        history = self.history(batch["watches"])
        parts = [history]
        if self.searches is not None:
            parts.append(average(self.searches, batch["searches"]))
        parts += [embed(batch[name]) for name, embed in self.categories.items()]
        parts += [batch[name].float()[:, None] for name in self.continuous]
        u = self.tower(self.dropout(torch.cat(parts, dim=1)))
        return history + u if self.residual else u

    def history(self, watches):
        """The watches (b, w) as one vector each, (b, dim): averaged, or by recency."""
        if self.recency is None:
            return average(self.watches, watches)
        width = watches.shape[1]
        if width > len(self.recency):
            raise ValueError(
                f"a history of {width} watches, but this model has recency weights for "
                f"{len(self.recency)} (window={len(self.recency)})"
            )
        weights = self.recency[:width].expand(watches.shape)
        weights = weights.masked_fill(watches < 0, -torch.inf).softmax(dim=1)
        # A user without watches has no weight to give: softmax says NaN, we say 0.
        weights = weights.nan_to_num(0.0)
        return (weights[:, :, None] * self.watches(watches)).sum(dim=1)

    def item_vectors(self):
        """Item vectors, (n_items, dim): the weights of the softmax."""
        return self.items.weight

    def forward(self, batch):
        """The logits v_i · u of every item, (b, n_items)."""
        return self.user_vectors(batch) @ self.item_vectors().T

    def loss(self, batch):
        """Mean cross-entropy of the full softmax at the labels batch["label"]."""
        return F.cross_entropy(self(batch), batch["label"])
