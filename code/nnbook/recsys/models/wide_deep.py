"""Wide & Deep (Cheng et al., 2016): a linear and a deep part with one logit."""

import torch
from torch import nn
from torch.nn import functional as F

from nnbook.recsys.models.embedding import Embedding, average
from nnbook.recsys.models.tower import relu_tower


class Wide(nn.Module):
    """The linear part: the sum of the weights of the binary features that are 1.

    `features` is {name: number of ids}, of columns and of cross products. Each name has
    weights (n, 1) that start at zero; with `sparse` their gradient has the rows of the
    batch only.
    """

    def __init__(self, features, sparse=False):
        super().__init__()
        self.weights = nn.ParameterDict(
            {name: torch.zeros(n, 1) for name, n in features.items()}
        )
        self.sparse = sparse

    def forward(self, batch):
        """A batch with ids (b,) or (b, k) for each name, -1 for none: logits (b,).

        Of a set of k an id that stands there twice counts twice: CrossProduct gives
        each once.
        """
        logit = 0.0
        for name, weight in self.weights.items():
            ids = batch[name].reshape(len(batch[name]), -1)
            w = F.embedding(ids.clamp(min=0), weight, sparse=self.sparse)[:, :, 0]
            logit = logit + (w * (ids >= 0)).sum(dim=1)
        return logit


class Deep(nn.Module):
    """The deep part: embeddings and numbers side by side, ReLU layers, one logit.

    `categories` is {name: vocabulary size}, `dim` their embeddings' size, or a function
    from the vocabulary's size to it; `n_numbers` continuous inputs come as they are.
    """

    def __init__(
        self,
        categories,
        n_numbers=0,
        dim=32,
        hidden=(1024, 512, 256),
        dropout=0.0,
    ):
        super().__init__()
        size = dim if callable(dim) else lambda n: dim
        self.embeddings = nn.ModuleDict(
            {name: Embedding(n, size(n)) for name, n in categories.items()}
        )
        self.n_numbers = n_numbers
        width = sum(e.weight.shape[1] for e in self.embeddings.values()) + n_numbers
        # The bias of the one logit is WideDeep's.
        self.tower = relu_tower(width, hidden, 1, dropout, bias=False)

    def forward(self, batch):
        """A batch, a dict of tensors, to logits (b,).

        Each category: ids (b,), or (b, w) for a set, which is averaged; -1 is unknown.
        "numbers", where there are any: (b, n_numbers).
        """
        parts = []
        for name, embed in self.embeddings.items():
            ids = batch[name]
            parts.append(embed(ids) if ids.dim() == 1 else average(embed, ids))
        if self.n_numbers:
            parts.append(batch["numbers"])
        return self.tower(torch.cat(parts, dim=1))[:, 0]


class WideDeep(nn.Module):
    """P(1 | x) = σ(w_wide · [x, φ(x)] + w_deep · a + b) (equation 3 of the paper).

    Either part may be None: the other one alone.
    """

    def __init__(self, wide=None, deep=None):
        super().__init__()
        if wide is None and deep is None:
            raise ValueError("both parts are None: give a Wide, a Deep, or both")
        self.wide = wide
        self.deep = deep
        self.bias = nn.Parameter(torch.zeros(()))

    def forward(self, batch):
        """Logits (b,) of a batch, a dict that has what both parts want."""
        parts = [part for part in (self.wide, self.deep) if part is not None]
        return self.bias + sum(part(batch) for part in parts)

    def loss(self, batch):
        """Mean log loss against batch["label"], 0 or 1."""
        return F.binary_cross_entropy_with_logits(self(batch), batch["label"].float())
