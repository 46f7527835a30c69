"""The loss of a candidate generator at a step, by a recipe."""

import torch
from torch import nn

from nnbook.recsys.training.sampling import loss_of_candidates, popularity


class Step(nn.Module):
    """The loss of a batch: of the full softmax, or of the sampled one.

    `counts` (n_items,): how often each item was watched in the training part.
    """

    def __init__(self, model, recipe, counts):
        super().__init__()
        self.model = model
        self.sampler = log_q = None
        if recipe.samples:
            self.sampler = popularity(counts, recipe.samples, recipe.alpha)
            log_q = self.sampler.log_q if recipe.corrected else None
        self.register_buffer("log_q", log_q, persistent=False)

    def forward(self, batch, generator=None):
        """The mean loss of a batch of tensors; `generator` draws the items."""
        if self.sampler is None:
            return self.model.loss(batch)
        labels = batch["label"]
        users = self.model.user_vectors(batch)
        sampled = self.sampler.draw(generator).to(labels.device)
        vectors = self.model.items(torch.cat([labels, sampled]))
        return loss_of_candidates(users, vectors, labels, sampled, self.log_q)

    def of_rows(self, examples, rows):
        """The mean loss of the Examples at `rows`, a tensor."""
        return self(examples.batch(rows.numpy()))
