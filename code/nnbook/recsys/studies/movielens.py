"""YoutubeDNN on MovieLens: what was chosen, how it is trained and how it is measured.

`MODELS` are the recipes that are compared with the baselines, `ABLATIONS` take one
ingredient away from the best.
"""

from dataclasses import replace
from functools import partial

import numpy as np
import torch

from nnbook.recsys.evaluation.scorer import Scorer
from nnbook.recsys.features.examples import training_examples
from nnbook.recsys.features.vocabulary import encoded, known_items
from nnbook.recsys.models.baselines import ItemKNN, Popularity, SequenceKNN
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.item_models import EASE, DecayedItemKNN
from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.optimizers import adam, warm_up_and_decay
from nnbook.recsys.training.recipes import BEST, PAPER, RECENCY
from nnbook.recsys.training.step import Step

# Their numbers are chosen on validation data.
BASELINES = {
    "popularity": Popularity,
    "item-kNN": partial(ItemKNN, k=5, shrink=1.0),
    "item-kNN, last 3": partial(DecayedItemKNN, k=20, shrink=1.0, last=3),
    "item-kNN, decayed": partial(DecayedItemKNN, k=50, shrink=10.0, decay=0.4),
    "EASE": partial(EASE, l2=100.0),
    "EASE, decayed": partial(EASE, l2=300.0, decay=0.8),
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
# Measured with ties in time broken at random, too, and with ties apart.
UNDER_ALL_RULES = {*BASELINES, "YoutubeDNN, average", "best"}


def train(recipe, events, seed=0):
    """A Scorer, from events (Interactions, in order). One thread is fast enough.

    The learning rate rises for a tenth of the steps, then falls to 0 along a line.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    vocabulary = known_items(events, recipe.min_count)
    known = encoded(events, vocabulary)
    model = CandidateGenerator(**recipe.arguments(len(vocabulary)))
    step = Step(model, recipe, known.counts)
    optimizers = adam(model, recipe.lr)
    schedules = []
    for _ in range(recipe.epochs):
        examples = training_examples(known, rng, **recipe.examples())
        batches = shuffled(len(examples), recipe.batch)
        schedules = schedules or [
            warm_up_and_decay(optimizer, recipe.epochs, len(batches))
            for optimizer in optimizers
        ]
        loss = partial(step.of_rows, examples)
        one_epoch(batches, loss, optimizers, schedules)
    ids = vocabulary.ids(np.arange(events.n_items))
    return Scorer(model, ids, recipe.window)
