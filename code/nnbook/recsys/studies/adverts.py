"""Wide & Deep on simulated clicks with planted crosses: the parts, and their training.

The models are given the crosses of *all* pairs of categories: nobody tells them in
which ones something is planted. A `Recipe` is all that was chosen, on validation data.
"""

import copy
import itertools
from dataclasses import dataclass, replace

import numpy as np
import torch

from nnbook.data.adverts import CATEGORICAL, CONTINUOUS
from nnbook.recsys.evaluation.clicks import scores
from nnbook.recsys.features.crosses import CrossProduct
from nnbook.recsys.features.piecewise import PiecewiseLinear
from nnbook.recsys.models.wide_deep import Deep, Wide, WideDeep
from nnbook.recsys.training.loop import one_epoch, shuffled
from nnbook.recsys.training.wide_deep import optimizers

CROSSES = tuple(itertools.combinations(CATEGORICAL, 2))


@dataclass(frozen=True)
class Recipe:
    """The features, the sizes and the training of a Wide & Deep model.

    The wide part has a weight for each category, for each of `n_bins` of each number
    and for each pair of values in `crosses`; the deep part embeddings of `dim` numbers
    for each category, and the numbers piecewise linear. Without `wide` there is no wide
    part, without `hidden` no deep one. Of up to `epochs` the best is kept.
    """

    wide: bool = True
    crosses: tuple[tuple[str, str], ...] = CROSSES
    n_bins: int = 16
    dim: int = 8
    hidden: tuple[int, ...] = (64, 32)
    batch: int = 256
    epochs: int = 8
    deep_lr: float = 0.1
    wide_lr: float = 1.0
    l1: float = 4.0


BOTH = Recipe()
MODELS = {
    "wide": replace(BOTH, hidden=()),
    "deep": replace(BOTH, wide=False, crosses=()),
    "both": BOTH,
    "both, no crosses": replace(BOTH, crosses=()),
}


class Features:
    """From impressions to a batch for both parts; learned from the training data."""

    def __init__(self, recipe, table):
        self.recipe = recipe
        self.codes = {
            name: PiecewiseLinear(recipe.n_bins).fit(table.continuous[name])
            for name in CONTINUOUS
        }
        self.crosses = [CrossProduct(names) for names in recipe.crosses]
        for cross in self.crosses:
            cross.grow(table.categorical)

    def batch(self, table):
        """All that the model wants of the impressions, and their label, as tensors."""
        columns = dict(table.categorical)
        columns |= {cross.name: cross.ids(columns) for cross in self.crosses}
        numbers = []
        for name, code in self.codes.items():
            x = table.continuous[name]
            columns[name] = np.searchsorted(code.edges[1:-1], x, "right")
            numbers.append(code.transform(x).reshape(len(table), -1))
        batch = {name: torch.as_tensor(column) for name, column in columns.items()}
        batch["numbers"] = torch.as_tensor(np.concatenate(numbers, axis=1))
        batch["label"] = torch.as_tensor(table.label)
        return batch

    def model(self, n_numbers):
        """A new model of the right sizes."""
        wide = deep = None
        if self.recipe.wide:
            bins = dict.fromkeys(CONTINUOUS, self.recipe.n_bins)
            pairs = {cross.name: len(cross) for cross in self.crosses}
            wide = Wide(CATEGORICAL | bins | pairs)
        if self.recipe.hidden:
            deep = Deep(CATEGORICAL, n_numbers, self.recipe.dim, self.recipe.hidden)
        return WideDeep(wide, deep)


def train(recipe, table, held_out, seed):
    """Return (features, model, epochs): the weights after the best number of epochs.

    The best is the one with the largest AUC on `held_out`, validation data.
    """
    torch.manual_seed(seed)
    features = Features(recipe, table)
    data, validation = features.batch(table), features.batch(held_out)
    model = features.model(data["numbers"].shape[1])
    steps = optimizers(model, recipe)
    best = -np.inf, None, 0
    for epoch in range(1, recipe.epochs + 1):
        model.train()
        one_epoch(
            shuffled(len(table), recipe.batch),
            lambda rows: model.loss({name: x[rows] for name, x in data.items()}),
            steps,
        )
        auc = scores(logits(model, validation), held_out.label)["auc"]
        if auc > best[0]:
            best = auc, copy.deepcopy(model.state_dict()), epoch
    model.load_state_dict(best[1])
    return features, model, best[2]


@torch.no_grad()
def logits(model, batch):
    """The model's logits for this batch, (n,)."""
    return model.eval()(batch).numpy()
