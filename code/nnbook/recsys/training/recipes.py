"""What a YoutubeDNN is made of and how it is trained, by name.

All was chosen on MovieLens, on validation data (nnbook.recsys.studies.movielens).
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Recipe:
    """The vocabulary, the examples, the model and the training of a YoutubeDNN.

    Items seen fewer than `min_count` times are out of the vocabulary. `window`,
    `held_out`, `ties` and `repeats` are those of training_examples; `per_user`: labels
    of each user in an epoch, drawn anew each time, all of them if None. `recency`,
    `shared`, `residual` and `dropout` are those of CandidateGenerator. `samples` draws
    a step go by the items' counts to the power `alpha`, as sampled softmax needs them,
    with log-Q correction if `corrected`; 0 is the full softmax. The learning rate rises
    to `lr` for a tenth of the steps, then falls to 0 along a line.
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
    alpha: float = 1.0
    corrected: bool = True
    epochs: int = 8
    batch: int = 256
    lr: float = 3e-3

    def arguments(self, n_items):
        """The arguments of CandidateGenerator, without its features of the user."""
        return {
            "n_items": n_items,
            "dim": self.dim,
            "hidden": [*self.hidden],
            "window": self.window if self.recency else None,
            "sparse": self.samples > 0,
            "dropout": self.dropout,
            "shared": self.shared,
            "residual": self.residual,
        }

    def examples(self):
        """The arguments of training_examples, without its features of the user."""
        return {
            "window": self.window,
            "per_user": self.per_user,
            "held_out": self.held_out,
            "ties": self.ties,
            "repeats": self.repeats,
        }


PAPER = Recipe()
RECENCY = replace(PAPER, recency=True)
BEST = replace(
    RECENCY,
    shared=True,
    residual=True,
    dim=256,
    hidden=(256,),
    dropout=0.3,
    lr=5e-3,
)
RECIPES = {"best": BEST, "recency": RECENCY, "paper": PAPER}
