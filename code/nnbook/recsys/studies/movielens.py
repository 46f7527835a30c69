"""YoutubeDNN on MovieLens: what was chosen, how it is trained and how it is measured.

A `Recipe` is all that was chosen, on validation data; `MODELS` are those that are
compared with the baselines, `ABLATIONS` take one ingredient away from the best.
"""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import torch

from nnbook.recsys.features.examples import serving_examples, training_examples
from nnbook.recsys.features.vocabulary import encoded, known_items
from nnbook.recsys.models.baselines import ItemKNN, Popularity, SequenceKNN
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.optimizers import adam, warm_up_and_decay
from nnbook.recsys.training.sampling import popularity, sampled_softmax_loss


@dataclass(frozen=True)
class Recipe:
    """The vocabulary, the examples, the model and the training of a YoutubeDNN.

    Items seen fewer than `min_count` times are out of the vocabulary. `samples` draws
    a step from the items' counts, as sampled softmax needs them, with log-Q correction
    if `corrected`; the full softmax with 0. `per_user`: labels of each user in an
    epoch, drawn anew each time, all of them if None. `window`, `held_out`, `ties` and
    `repeats` are those of training_examples. `recency`, `shared`, `residual`
    and `dropout` are those of CandidateGenerator.
    """

    min_count: int = 5
    window: int = 10
    held_out: str = "next"
    ties: str = "apart"
    repeats: str = "skip"
    per_user: int | None = None
    dim: int = 64
    hidden: tuple[int, ...] = (128,)
    recency: bool = False
    shared: bool = False
    residual: bool = False
    dropout: float = 0.0
    samples: int = 0
    corrected: bool = True
    epochs: int = 8
    batch: int = 256
    lr: float = 3e-3


PAPER = Recipe()
RECENCY = replace(PAPER, recency=True)
BEST = replace(
    RECENCY, shared=True, residual=True, dim=256, hidden=(256,), dropout=0.3, lr=5e-3
)
BASELINES = {
    "popularity": Popularity,
    "item-kNN": partial(ItemKNN, k=5, shrink=1.0),  # chosen on validation data
    "sequence kNN": SequenceKNN,
}
MODELS = {
    "YoutubeDNN, average": PAPER,
    "YoutubeDNN, recency": RECENCY,
    "200 samples, log-Q": replace(PAPER, samples=200),
    "200 samples, no log-Q": replace(PAPER, samples=200, corrected=False),
    "random held-out": replace(PAPER, held_out="random"),
    "best": BEST,
}
ABLATIONS = {
    "best, averaged": replace(BEST, recency=False),
    "best, two tables": replace(BEST, shared=False),
    "best, no residual": replace(BEST, residual=False),
    "best, no dropout": replace(BEST, dropout=0.0),
    "best, 64-d": replace(BEST, dim=64, hidden=(128,)),
    "best, 50 labels a user": replace(BEST, per_user=50, epochs=24),
}
# Measured with ties in time broken at random, too.
UNDER_BOTH_RULES = {*BASELINES, "YoutubeDNN, average", "best"}


class Recommender:
    """A trained model with its vocabulary: it scores as the baselines do."""

    def __init__(self, model, vocabulary, window):
        self.model, self.vocabulary, self.window = model, vocabulary, window

    @torch.no_grad()
    def scores(self, events, users):
        """Scores (k, n_items) of all items for `users`, who have watched `events`.

        An item out of the vocabulary has the score -inf.
        """
        scores = np.full((len(users), events.n_items), -np.inf, dtype=np.float32)
        known = encoded(events, self.vocabulary)
        examples = serving_examples(known, users, window=self.window)
        scores[:, self.vocabulary.values] = self.model.eval()(examples.batch())
        return scores


def train(recipe, events, seed=0):
    """A Recommender, from events (Interactions, in order). One thread is fast enough.

    The learning rate rises for a tenth of the steps, then falls to 0 along a line.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    vocabulary = known_items(events, recipe.min_count)
    known = encoded(events, vocabulary)
    model = CandidateGenerator(
        len(vocabulary),
        recipe.dim,
        recipe.hidden,
        window=recipe.window if recipe.recency else None,
        sparse=recipe.samples > 0,
        dropout=recipe.dropout,
        shared=recipe.shared,
        residual=recipe.residual,
    )
    loss = loss_of(recipe, model, known.counts)
    optimizers = adam(model, recipe.lr)
    schedules = []
    for _ in range(recipe.epochs):
        examples = training_examples(
            known,
            rng,
            window=recipe.window,
            per_user=recipe.per_user,
            held_out=recipe.held_out,
            ties=recipe.ties,
            repeats=recipe.repeats,
        )
        batches = shuffled(len(examples), recipe.batch)
        schedules = schedules or [
            warm_up_and_decay(optimizer, recipe.epochs, len(batches))
            for optimizer in optimizers
        ]
        one_epoch(batches, partial(of_rows, loss, examples), optimizers, schedules)
    return Recommender(model, vocabulary, recipe.window)


def of_rows(loss, examples, rows):
    """The loss of the examples at these rows, a tensor."""
    return loss(examples.batch(rows.numpy()))


def loss_of(recipe, model, counts):
    """The loss of a batch: of the full softmax, or of the sampled one."""
    if not recipe.samples:
        return model.loss
    sampler = popularity(counts, recipe.samples, alpha=1.0)
    log_q = sampler.log_q if recipe.corrected else None

    def loss(batch):
        users, weight = model.user_vectors(batch), model.item_vectors()
        return sampled_softmax_loss(
            users, weight, batch["label"], sampler.draw(), log_q
        )

    return loss
