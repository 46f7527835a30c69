"""Wide & Deep on a labelled table: what it is made of, and its training.

After Cheng et al. (2016), section 3.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nnbook.data.labelled import Schema
from nnbook.recsys.features.columns import Columns
from nnbook.recsys.models.wide_deep import Deep, Wide, WideDeep
from nnbook.recsys.training.ftrl import FTRLProximal
from nnbook.recsys.training.loop import one_epoch, shuffled


@dataclass(frozen=True)
class WideDeepRecipe:
    """The features, the sizes and the training of a Wide & Deep model.

    The wide part has a weight for each value of `columns` and for each of the `crosses`
    that occurs `min_count` times; the deep part an embedding for each value of
    `embedded`, and `numbers`. What is None is all that the schema has: its columns with
    ids, its categories, its numbers. An exact column's values count from `min_count`
    on. Without columns there is no wide part, without `hidden` no deep one. The weights
    are averaged over the steps: `average` is the share of the past in a new average.

    Raises ValueError for names that the schema has not.
    """

    schema: Schema
    columns: tuple[str, ...] | None = None
    crosses: tuple[tuple[str, ...], ...] = ()
    min_count: int = 2
    embedded: tuple[str, ...] | None = None
    numbers: tuple[str, ...] | None = None
    piecewise: bool = True
    n_bins: int = 16
    dim: int = 16
    hidden: tuple[int, ...] = (128, 64)
    dropout: float = 0.2
    batch: int = 512
    epochs: int = 13
    deep_lr: float = 0.03
    wide_lr: float = 3.0
    l1: float = 0.0
    average: float = 0.99

    def __post_init__(self):
        crossed = [name for cross in self.crosses for name in cross]
        for names, there in (
            ((*(self.columns or ()), *crossed, *(self.embedded or ())), "with_ids"),
            (self.numbers or (), "numbers"),
        ):
            known = getattr(self.schema, there)
            if unknown := [name for name in names if name not in known]:
                raise ValueError(
                    f"{', '.join(unknown)}: the schema has {', '.join(known)} there. "
                    "Add a column to its categorical, binned or exact ones to give "
                    "its values ids, to its numbers to compute with it"
                )

    def features(self, table):
        """The Columns of a table, learned from it."""
        return Columns(
            table,
            self.schema,
            self.schema.numbers if self.numbers is None else self.numbers,
            self.crosses,
            self.min_count,
            self.piecewise,
            self.n_bins,
        )

    def model(self, features, n_numbers):
        """A new model of the right sizes, for Columns that give so many numbers."""
        sizes, wide, deep = features.sizes(), None, None
        columns = self.schema.with_ids if self.columns is None else self.columns
        if columns:
            names = (*columns, *(cross.name for cross in features.crosses))
            wide = Wide({name: sizes[name] for name in names})
        if self.hidden:
            names = self.schema.categorical if self.embedded is None else self.embedded
            deep = Deep(
                {name: sizes[name] for name in names},
                n_numbers,
                self.dim,
                self.hidden,
                self.dropout,
            )
        return WideDeep(wide, deep)


def optimizers(model, recipe):
    """FTRL with L1 for the wide part, AdaGrad for the deep part and the bias."""
    rest = [model.bias, *(model.deep.parameters() if model.deep else ())]
    found = [torch.optim.Adagrad(rest, lr=recipe.deep_lr)]
    if model.wide:
        # The paper's β and l1 are for summed gradients; ours are means of a batch.
        scale = {"beta": 1 / recipe.batch, "l1": recipe.l1 / recipe.batch}
        found.append(FTRLProximal(model.wide.parameters(), recipe.wide_lr, **scale))
    return found


def train(recipe, table, seed, after_epoch=None):
    """The features and the model, trained on a Labelled table, averaged over steps.

    `after_epoch(features, model)` is called with the averaged model so far.
    """
    torch.manual_seed(seed)
    features = recipe.features(table)
    data = features.batch(table)
    model = recipe.model(features, data["numbers"].shape[1] if "numbers" in data else 0)
    averaged = AveragedModel(
        model, multi_avg_fn=get_ema_multi_avg_fn(recipe.average)
    ).eval()
    steps = optimizers(model, recipe)
    for _ in range(recipe.epochs):
        model.train()
        one_epoch(
            shuffled(len(table), recipe.batch),
            lambda rows: model.loss({name: x[rows] for name, x in data.items()}),
            steps,
            after_step=lambda: averaged.update_parameters(model),
        )
        if after_epoch is not None:
            after_epoch(features, averaged.module)
    return features, averaged.module


@torch.no_grad()
def logits(features, model, table):
    """The model's logits for these rows, (n,)."""
    return model(features.batch(table)).numpy()


def split(table, seed=0, share=0.2):
    """The rows at random as a part to train on, and a share to validate on."""
    held_out = np.random.default_rng(seed).random(len(table)) < share
    return table.take(~held_out), table.take(held_out)
