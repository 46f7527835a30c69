"""The loss of a candidate generator at a step, by a recipe."""

from torch import nn

from nnbook.recsys.training.sampling import popularity, sampled_softmax_loss


class Step(nn.Module):
    """The loss of a batch: of the full softmax, or of the sampled one.

    `counts` (n_items,): how often each item was watched in the training part.
    """

    def __init__(self, model, recipe, counts):
        super().__init__()
        self.model = model
        self.sampler = self.log_q = None
        if recipe.samples:
            self.sampler = popularity(counts, recipe.samples, recipe.alpha)
            self.log_q = self.sampler.log_q if recipe.corrected else None

    def forward(self, batch, generator=None):
        """The mean loss of a batch of tensors; `generator` draws the items."""
        if self.sampler is None:
            return self.model.loss(batch)
        return sampled_softmax_loss(
            self.model.user_vectors(batch),
            self.model.item_vectors(),
            batch["label"],
            self.sampler.draw(generator),
            self.log_q,
        )

    def of_rows(self, examples, rows):
        """The mean loss of the Examples at `rows`, a tensor."""
        return self(examples.batch(rows.numpy()))
