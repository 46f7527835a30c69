"""YoutubeDNN's candidate generator for an own log: fit, recommend, save, load."""

import difflib
import tempfile
from dataclasses import replace
from pathlib import Path

from nnbook.data.interactions import UNKNOWN
from nnbook.recsys.features.vocabulary import Vocabulary
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.recommender import Recommender
from nnbook.recsys.training.datasets import of_log
from nnbook.recsys.training.recipes import RECIPES
from nnbook.recsys.training.run import processes, read_report, trained, write_report


class YoutubeDNN:
    """Recommends what comes next after what somebody has watched.

    `recipe`: a Recipe, or the name of one of RECIPES. `changes` are fields of it, such
    as epochs=20. `seed` is that of all draws; training stops after `patience` epochs
    without progress on validation data.

        log = Interactions.from_csv("log.csv")
        model = YoutubeDNN().fit(log)
        model.recommend(["a", "b"], k=10)

    After `fit`, `report` has what the model is worth beside popularity and sequence
    kNN, as of `nnbook.recsys.evaluation.report`; `items` are those that it knows.
    """

    def __init__(self, recipe="best", seed=0, patience=None, **changes):
        if isinstance(recipe, str):
            if recipe not in RECIPES:
                raise ValueError(
                    f"there is no recipe {recipe!r}, but {', '.join(RECIPES)}: name "
                    "one, or give a Recipe"
                )
            recipe = RECIPES[recipe]
        self.recipe = replace(recipe, **changes)
        self.seed, self.patience = seed, patience

    def fit(self, log, folder=None):
        """Train on Interactions, in order; returns self.

        Each user's last event is kept for the report, the one before it for choosing
        the best epoch. In a `folder` training goes on where it was interrupted, and
        the bundle is there, too. Raises ValueError where there is too little to learn
        from, or the folder is of another training.
        """
        with tempfile.TemporaryDirectory() as temporary, processes():
            out = Path(folder or temporary)
            data = of_log(log, self.recipe)
            self.report = trained(self.recipe, data, out, self.seed, self.patience)
            self.bundle = bundle.load(out)
        self.recommender = Recommender(self.bundle.generator)
        return self

    @property
    def items(self):
        """The items that the model knows, as the log names them."""
        return self.asked().items

    def recommend(self, history, k=10, skip_unknown=False, **context):
        """The k best items for who has watched `history`, best first; a list.

        Items are those of the log, the latest last. `context` says what is known of
        the moment, by the log's columns: device="phone". Raises ValueError for an item
        or a context that the model does not know, unless it is to `skip_unknown` ones,
        and where no item is left; fewer than k come back where no more are unseen.
        """
        if isinstance(history, str):
            raise ValueError(f"a history is a list of items: give [{history!r}]")
        history, known = list(history), self.asked().id_of
        for item in history:
            if item not in known and not skip_unknown:
                raise ValueError(self.unknown(item))
        history = [item for item in history if item in known]
        if not history:
            raise ValueError(
                "the history has no item that the model knows: give one or more; to "
                "those of whom nothing is known, show what is popular"
            )
        now = {n: self.context(n, v, skip_unknown) for n, v in context.items()}
        return self.recommender.recommend([history], k, **now)[0]

    def context(self, name, value, skip_unknown):
        """The id of a context's value, (1,)."""
        vocabulary = self.bundle.generator.vocabulary
        names = [n for n in self.recommender.model.categories if n in vocabulary]
        if name not in names:
            raise ValueError(
                f"the model knows no context {name!r}; it was trained with "
                f"{', '.join(names) or 'none'}"
            )
        ids = Vocabulary.of(vocabulary[name]).ids([str(value)])
        if ids[0] == UNKNOWN and not skip_unknown:
            raise ValueError(
                f"the model has not seen the {name} {str(value)!r}, but such as "
                f"{', '.join(vocabulary[name][:3])}. Leave it out, or say "
                "skip_unknown=True (--skip-unknown)"
            )
        return ids

    def unknown(self, item):
        """What is wrong with an item that the model does not know."""
        kind = type(self.items[0])
        if type(item) is not kind:
            near = f"its items are of type {kind.__name__}, {item!r} is none"
        else:
            names = [str(known) for known in self.items]
            close = difflib.get_close_matches(str(item), names, n=1)
            near = f"{close[0]} is one that it knows" if close else "it has another id"
        return (
            f"the model does not know the item {item!r}: {near}, or the log had it too "
            "seldom. Leave it out, or say skip_unknown=True (--skip-unknown)"
        )

    def save(self, folder):
        """Write the model, its vocabulary and its report as the bundle `folder`."""
        self.asked()
        generator, data = self.bundle.generator, self.bundle.made["data"]
        bundle.save(folder, generator, data=data)
        write_report(Path(folder), self.report)

    @classmethod
    def load(cls, folder):
        """The model of a bundle; raises what `bundle.load` raises."""
        model = cls()
        model.bundle = bundle.load(folder)
        model.recommender = Recommender(model.bundle.generator)
        model.report = read_report(Path(folder))
        return model

    def asked(self):
        """The recommender; ValueError before there is one."""
        if not hasattr(self, "recommender"):
            raise ValueError("the model has learned nothing yet: call fit(log) first")
        return self.recommender
