"""A trained candidate generator, asked as the baselines are."""

from dataclasses import replace

import numpy as np
import torch

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.features.examples import serving_examples


class Scorer:
    """Scores all items of a log by a model that knows some of them.

    `ids` (n_items,): the model's id of each of the log's items, -1 out of its
    vocabulary. `window`: how many of the last watches it wants. `known`: what
    `serving_examples` is told of users besides.
    """

    def __init__(self, model, ids, window, known=None):
        self.model, self.ids, self.window = model, ids, window
        self.known = known or {}

    @torch.no_grad()
    def scores(self, events, users):
        """Scores (k, n_items) of all items for `users`, who have watched `events`.

        An item out of the vocabulary has the score -inf.
        """
        scores = np.full((len(users), events.n_items), -np.inf, dtype=np.float32)
        item = np.append(self.ids, UNKNOWN)[events.item]
        known = replace(events, item=item)
        examples = serving_examples(known, users, window=self.window, **self.known)
        logits = self.model.eval()(examples.batch()).numpy()
        there = self.ids != UNKNOWN
        scores[:, there] = logits[:, self.ids[there]]
        return scores
