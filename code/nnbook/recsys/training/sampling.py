"""Sampled softmax: a softmax over millions of items, trained on a few thousand.

A step draws a set of items from a distribution that ignores the user, and the label
has to stand out among them instead of among all items. What is drawn often would be
pushed down often; the log-Q correction takes that back.
"""

import math

import torch
from torch.nn import functional as F


class Sampler:
    """Draws a set of items: `n` independent draws from `q`, repeats dropped.

    ``q`` (n_items,) holds positive weights, which need not sum to one. ``log_q``
    (n_items,) is the logarithm of Q_i = 1 - (1 - q_i)ⁿ, the probability that item i is
    in the set: about n · q_i for a rare item, and never above 1. Raises ValueError for
    weights that are not positive and finite, and for n below 1.
    """

    def __init__(self, q, n):
        q = torch.as_tensor(q, dtype=torch.float64)
        if q.ndim != 1 or len(q) == 0:
            raise ValueError(f"q has the shape {tuple(q.shape)}, expected (n_items,)")
        if not (torch.isfinite(q).all() and (q > 0).all()):
            raise ValueError(
                "every item needs a positive, finite weight: one that is never drawn "
                "is never pushed down"
            )
        if n < 1:
            raise ValueError(f"n = {n} draws; expected at least 1")
        self.n = n
        # A draw is a search in the cumulative sums: log(n_items) steps, not n_items.
        self.cumulative = torch.cumsum(q / q.sum(), 0)
        self.cumulative /= self.cumulative[-1].clone()
        # In double precision, or 1 - q would be 1 for the items of a large catalogue.
        missed = n * torch.log1p(-(q / q.sum()))
        self.log_q = torch.log(-torch.expm1(missed)).float()

    def draw(self, generator=None):
        """A sorted int64 tensor (k,) of different items, k ≤ n."""
        u = torch.rand(self.n, dtype=torch.float64, generator=generator)
        # Sorted, neighbouring searches read the same places of a long table.
        u = u.sort().values
        return torch.searchsorted(self.cumulative, u, right=True).unique_consecutive()


def uniform(n_items, n):
    """Every item alike."""
    return Sampler(torch.ones(n_items), n)


def log_uniform(counts, n):
    """Weight log(1 + 1/rank), rank 1 for the largest of ``counts`` (n_items,).

    About 1/rank, Zipf's law: it needs the order of the items' popularities only.
    """
    order = torch.argsort(torch.as_tensor(counts), descending=True, stable=True)
    q = torch.empty(len(order), dtype=torch.float64)
    q[order] = torch.log1p(1 / torch.arange(1, len(order) + 1, dtype=torch.float64))
    return Sampler(q, n)


def popularity(counts, n, alpha=0.75):
    """Weight count^alpha; items that were never seen count as seen once.

    alpha = 0 is uniform, alpha = 1 the background distribution itself.
    """
    counts = torch.as_tensor(counts, dtype=torch.float64)
    return Sampler(counts.clamp(min=1) ** alpha, n)


def sampled_softmax_loss(user_vectors, item_weight, labels, sampled, log_q=None):
    """Mean cross-entropy of each label against itself and the sampled items.

    ``user_vectors`` (b, d), ``item_weight`` (n_items, d), ``labels`` int64 (b,),
    ``sampled`` int64 (k,), shared by the batch. With ``log_q`` (n_items,) each logit
    u·v_i becomes u·v_i - log Q_i, the label's as well as the others', and the loss is
    smallest where the full softmax's is (Bengio & Senécal, 2008; Jean et al., 2015):
    just there where items get into the sample independently, nearly with `Sampler`.
    Without it the logits learn log P - log Q instead of log P.

    A sampled item that is the user's label is an accidental hit: its logit is masked,
    since the label is among the candidates already. The gradient of ``item_weight`` is
    sparse, b + k rows, and with an optimizer that keeps it so (RowAdam, SGD, Adagrad) a
    step costs nearly the same for any number of items. (From 10⁴ to 10⁶ of them a step
    of the trainer takes 1.5 times as long: 1.9 times as many different items are among
    the watches of a batch. The table's size alone makes it 1.1: tests/bench/scale.py.)
    """
    if log_q is not None and len(log_q) != len(item_weight):
        raise ValueError(
            f"log_q is for {len(log_q)} items, item_weight has {len(item_weight)}: "
            "make the sampler for this catalogue"
        )
    candidates = torch.cat([labels, sampled])
    vectors = F.embedding(candidates, item_weight, sparse=True)
    return loss_of_candidates(user_vectors, vectors, labels, sampled, log_q)


def loss_of_candidates(user_vectors, vectors, labels, sampled, log_q=None):
    """The same with the candidates' ``vectors`` (b + k, d): the labels' come first."""
    of_labels, of_sampled = vectors.split([len(labels), len(sampled)])
    positive = (user_vectors * of_labels).sum(1)
    negative = user_vectors @ of_sampled.T
    if log_q is not None:
        positive = positive - log_q[labels]
        negative = negative - log_q[sampled]
    hit = labels[:, None] == sampled
    logits = torch.cat([positive[:, None], negative.masked_fill(hit, -math.inf)], 1)
    return F.cross_entropy(logits, torch.zeros_like(labels))  # the label is column 0
