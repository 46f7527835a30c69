"""What a bundle is made of: models with all that they need to be asked.

A part's `state()` is nested dicts and lists of what JSON holds and of numpy arrays;
`from_state` makes the part of it again, with the model as it serves.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import Linear
from torch.overrides import TorchFunctionMode

from nnbook.recsys.features.columns import Columns
from nnbook.recsys.features.impressions import RankerInputs
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.ranker import Ranker
from nnbook.recsys.models.tower import Dropout
from nnbook.recsys.models.wide_deep import Deep, Wide, WideDeep
from nnbook.recsys.serving.container import BundleError


@dataclass(frozen=True)
class Generator:
    """A CandidateGenerator(**arguments), and what its ids stand for.

    `vocabulary` ({name: list}) has for each id its value, such as {"items": [movie
    ids]}. `counts` (n_items,): how often each item was watched in training, for users
    of whom nothing is known. `window`: how many of a user's last watches the model
    wants, all of them if None. `repeats`: "skip" where it recommends what is unseen,
    "label" where it was trained to recommend anything.

    Raises BundleError where "items" has another length than the model has items, or
    where a value stands for two ids.
    """

    model: CandidateGenerator
    arguments: dict
    vocabulary: dict
    counts: np.ndarray
    window: int | None = None
    repeats: str = "skip"

    def __post_init__(self):
        n_items = len(self.model.item_vectors())
        if len(self.vocabulary["items"]) != n_items:
            raise BundleError(
                f"the model has {n_items} items, the vocabulary "
                f"{len(self.vocabulary['items'])}: save a model with the vocabulary it "
                "was trained on"
            )
        for name, values in self.vocabulary.items():
            if len({*values}) < len(values):
                raise BundleError(
                    f"the vocabulary of {name} has a value twice: each id stands for "
                    "one value, so number the values with a Vocabulary"
                )
        if len(self.counts) != n_items:
            raise BundleError(
                f"the model has {n_items} items, but counts has {len(self.counts)}: "
                "give one count for each item of the vocabulary"
            )

    def state(self):
        """All of it as JSON and arrays."""
        return {
            "arguments": self.arguments,
            "vocabulary": {name: [*v] for name, v in self.vocabulary.items()},
            "counts": np.asarray(self.counts),
            "window": self.window,
            "repeats": self.repeats,
            "weights": weights_of(self.model),
        }

    @classmethod
    def from_state(cls, state):
        """The Generator of a state."""
        model = made(CandidateGenerator, state.pop("arguments"), state.pop("weights"))
        return cls(*model, **state)


@dataclass(frozen=True)
class Ranking:
    """A Ranker(**arguments) with its RankerInputs, and what is known of each item.

    `items`: the value behind each number of an item that the inputs know. `table`:
    {"topic", "language", "uploaded", "duration"}, arrays (n,), as of `Videos`.
    `window`: how many of the last watches it wants.

    Raises BundleError where the table has another length than the items.
    """

    model: Ranker
    arguments: dict
    inputs: RankerInputs
    items: list
    table: dict
    window: int

    def __post_init__(self):
        for name, column in self.table.items():
            if len(column) != len(self.items):
                raise BundleError(
                    f"there are {len(self.items)} items, but {name} has {len(column)} "
                    "rows: give one for each item"
                )

    def state(self):
        """All of it as JSON and arrays."""
        return {
            "arguments": self.arguments,
            "inputs": self.inputs.state(),
            "items": [*self.items],
            "table": {name: np.asarray(column) for name, column in self.table.items()},
            "window": self.window,
            "weights": weights_of(self.model),
        }

    @classmethod
    def from_state(cls, state):
        """The Ranking of a state."""
        model = made(Ranker, state.pop("arguments"), state.pop("weights"))
        inputs = RankerInputs.from_state(state.pop("inputs"))
        return cls(*model, inputs, **state)


@dataclass(frozen=True)
class Scoring:
    """A WideDeep model with the Columns that make its inputs of a table's rows."""

    model: WideDeep
    columns: Columns

    def state(self):
        """All of it as JSON and arrays."""
        return {
            "arguments": parts_of(self.model),
            "columns": self.columns.state(),
            "weights": weights_of(self.model),
        }

    @classmethod
    def from_state(cls, state):
        """The Scoring of a state."""
        model, _ = made(wide_deep, state["arguments"], state["weights"])
        return cls(model, Columns.from_state(state["columns"]))


def parts_of(model):
    """The arguments of `wide_deep` that make a WideDeep of these sizes."""
    wide, deep = model.wide, model.deep
    tables = {} if deep is None else deep.embeddings
    layers = [] if deep is None else [m for m in deep.tower if isinstance(m, Linear)]
    return {
        "wide": wide and {name: len(weight) for name, weight in wide.weights.items()},
        "deep": deep
        and {
            "categories": {
                name: table.num_embeddings for name, table in tables.items()
            },
            "n_numbers": deep.n_numbers,
            "hidden": [layer.out_features for layer in layers[:-1]],
            "dropout": max(
                [m.p for m in deep.tower if isinstance(m, Dropout)], default=0
            ),
        },
        "dims": [[t.num_embeddings, t.embedding_dim] for t in tables.values()],
    }


def wide_deep(wide, deep, dims):
    """A WideDeep of the sizes that `parts_of` gives."""
    dim_of = {size: dim for size, dim in dims}
    return WideDeep(
        wide and Wide(wide),
        deep and Deep(**deep, dim=lambda size: dim_of[size]),
    )


def weights_of(model):
    """The weights of a model as arrays; those that two of its parts share, once."""
    return {name: p.detach().cpu().numpy() for name, p in model.named_parameters()}


def made(kind, arguments, weights):
    """(kind(**arguments) with these weights, in eval mode; the arguments)."""
    with NothingDrawn():
        model = kind(**arguments)
    fit(dict(model.named_parameters()), weights)
    tensors = {name: torch.as_tensor(array) for name, array in weights.items()}
    model.load_state_dict(tensors, strict=False, assign=True)
    return model.eval(), arguments


class NothingDrawn(TorchFunctionMode):
    """Models start with whatever is in memory, which costs neither time nor memory.

    Weights that are replaced at once need not be drawn, and torch's generator stays
    where it was.
    """

    def __torch_function__(self, function, types, args=(), kwargs=None):
        """Call the function, unless it fills a tensor with random numbers."""
        if function.__name__ in ("normal_", "uniform_", "kaiming_uniform_"):
            return args[0] if args else kwargs["tensor"]
        return function(*args, **(kwargs or {}))


def fit(expected, found):
    """Raise BundleError where two sets of weights differ in names or shapes."""
    shapes = [{n: tuple(w.shape) for n, w in s.items()} for s in (expected, found)]
    differences = [
        f"{name} is {shapes[1].get(name, 'missing')} in the file, "
        f"{shapes[0].get(name, 'unknown')} to the model"
        for name in sorted({*expected, *found})
        if shapes[0].get(name) != shapes[1].get(name)
    ]
    if differences:
        raise BundleError(
            f"the weights do not fit: {'; '.join(differences)}. Save a model with the "
            "arguments that it was made with"
        )
