"""Wide & Deep on UCI Adult: what each part sees, and how both are trained.

A `WideDeepRecipe` is all that was chosen, on validation data; its variants are the
ablations.
"""

from dataclasses import dataclass, replace

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nnbook.data.adult import CATEGORICAL
from nnbook.recsys.features.crosses import CrossProduct
from nnbook.recsys.features.piecewise import PiecewiseLinear
from nnbook.recsys.features.quantiles import QuantileNormalizer
from nnbook.recsys.features.vocabulary import Vocabulary
from nnbook.recsys.models.wide_deep import Deep, Wide, WideDeep
from nnbook.recsys.training.ftrl import FTRLProximal
from nnbook.recsys.training.loop import one_epoch, shuffled

AMOUNTS = ("capital_gain", "capital_loss")
BINNED = ("age", "hours_per_week")
NUMBERS = (*BINNED, "education_num", *AMOUNTS)


@dataclass(frozen=True)
class WideDeepRecipe:
    """The features, the sizes and the training of a Wide & Deep model.

    The wide part has a weight for each value of `columns` and for each of the `crosses`
    that occurs `min_count` times; the deep part an embedding for each value of
    `embedded`, and `numbers`. An amount's values are exact, again from `min_count` on;
    those of age and hours are bins. Without columns there is no wide part, without
    `hidden` no deep one.
    """

    columns: tuple[str, ...] = AMOUNTS
    crosses: tuple[tuple[str, ...], ...] = ()
    min_count: int = 2
    embedded: tuple[str, ...] = tuple(CATEGORICAL)
    numbers: tuple[str, ...] = NUMBERS
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


# The wide part of "both" memorizes what the deep part cannot see; alone, it needs the
# other columns, too.
BOTH = WideDeepRecipe()
WIDE = replace(BOTH, columns=(*CATEGORICAL, *BINNED, *AMOUNTS), hidden=())
DEEP = replace(BOTH, columns=())
MODELS = {"wide": WIDE, "deep": DEEP, "both": BOTH}

CROSSES = (
    ("education", "occupation"),
    ("age", "marital_status"),
    ("age", "education"),
    ("occupation", "hours_per_week"),
    ("education", "relationship"),
)
EXACT = (*BOTH.embedded, *AMOUNTS)
ABLATIONS = {
    "both, quantiles for pieces": replace(BOTH, piecewise=False),
    "both, amounts seen 10 times": replace(BOTH, min_count=10),
    "both, all columns wide": replace(BOTH, columns=WIDE.columns),
    "both, crosses of columns": replace(BOTH, crosses=CROSSES),
    "both, crosses of columns, L1": replace(BOTH, crosses=CROSSES, l1=5.0),
    "both, fnlwgt": replace(BOTH, numbers=(*NUMBERS, "fnlwgt")),
    "both, no dropout": replace(BOTH, dropout=0.0),
    "both, last weights, no average": replace(BOTH, average=0.0),
    "both, layers 512 and 256": replace(BOTH, hidden=(512, 256)),
    "both, exact amounts deep, too": replace(BOTH, embedded=EXACT),
    "deep, exact amounts deep": replace(DEEP, embedded=EXACT),
    "wide, crosses of columns": replace(WIDE, crosses=CROSSES),
}


class Features:
    """From people to a batch for both parts; learned from the training data alone."""

    def __init__(self, recipe, people):
        self.recipe = recipe
        self.bins = {
            name: PiecewiseLinear(recipe.n_bins).fit(people.continuous[name])
            for name in BINNED
        }
        self.vocabularies = {
            name: Vocabulary(values, recipe.min_count if name in AMOUNTS else 1)
            for name, values in self.values(people).items()
        }
        ids = self.ids(people)
        self.crosses = [
            CrossProduct(names, recipe.min_count) for names in recipe.crosses
        ]
        for cross in self.crosses:
            cross.grow(ids)
        self.encoders = {
            name: self.encoder(people.continuous[name], name) for name in recipe.numbers
        }

    def encoder(self, x, name):
        """How this number goes into the deep part."""
        if not self.recipe.piecewise:
            return QuantileNormalizer().fit(x)
        # Nearly all amounts are zero: quantiles of the distinct ones spread the bins.
        x = np.unique(x) if name in AMOUNTS else x
        return PiecewiseLinear(self.recipe.n_bins).fit(x)

    def values(self, people):
        """The columns whose values get ids: categories, bins and exact amounts."""
        binned = {
            name: np.searchsorted(code.edges[1:-1], people.continuous[name], "right")
            for name, code in self.bins.items()
        }
        amounts = {name: people.continuous[name] for name in AMOUNTS}
        return {**people.categorical, **binned, **amounts}

    def ids(self, people):
        """The ids of those columns, {name: int64 (n,)}; -1 for a value unseen."""
        values = self.values(people)
        return {name: v.ids(values[name]) for name, v in self.vocabularies.items()}

    def batch(self, people):
        """All that the model wants of these people, and their label, as tensors."""
        ids = self.ids(people)
        ids |= {cross.name: cross.ids(ids) for cross in self.crosses}
        batch = {name: torch.as_tensor(column) for name, column in ids.items()}
        numbers = [
            code.transform(people.continuous[name]).reshape(len(people), -1)
            for name, code in self.encoders.items()
        ]
        batch["numbers"] = torch.as_tensor(np.concatenate(numbers, axis=1))
        batch["label"] = torch.as_tensor(people.label)
        return batch

    def model(self, n_numbers):
        """A new model of the right sizes."""
        recipe = self.recipe
        sizes = {name: len(v) for name, v in self.vocabularies.items()}
        wide = deep = None
        if recipe.columns:
            features = {name: sizes[name] for name in recipe.columns}
            wide = Wide(features | {cross.name: len(cross) for cross in self.crosses})
        if recipe.hidden:
            embedded = {name: sizes[name] for name in recipe.embedded}
            deep = Deep(
                embedded,
                n_numbers,
                recipe.dim,
                recipe.hidden,
                recipe.dropout,
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


def train(recipe, people, seed, after_epoch=None):
    """The features and the model, trained on these people, and averaged over steps.

    `after_epoch(features, model)` is called with the averaged model so far.
    """
    torch.manual_seed(seed)
    features = Features(recipe, people)
    data = features.batch(people)
    model = features.model(data["numbers"].shape[1])
    averaged = AveragedModel(
        model, multi_avg_fn=get_ema_multi_avg_fn(recipe.average)
    ).eval()
    steps = optimizers(model, recipe)
    for _ in range(recipe.epochs):
        model.train()
        one_epoch(
            shuffled(len(people), recipe.batch),
            lambda rows: model.loss({name: x[rows] for name, x in data.items()}),
            steps,
            after_step=lambda: averaged.update_parameters(model),
        )
        if after_epoch is not None:
            after_epoch(features, averaged.module)
    return features, averaged.module


@torch.no_grad()
def logits(features, model, people):
    """The model's logits for these people, (n,)."""
    return model(features.batch(people)).numpy()


def scores(logits, label):
    """Area under the ROC curve, and accuracy at probability one half."""
    accuracy = np.mean((logits > 0) == label)
    return {"auc": float(roc_auc_score(label, logits)), "accuracy": float(accuracy)}


def split(people, seed=0, share=0.2):
    """The people at random as a part to train on, and a share to validate on."""
    held_out = np.random.default_rng(seed).random(len(people)) < share
    return people.take(~held_out), people.take(held_out)
