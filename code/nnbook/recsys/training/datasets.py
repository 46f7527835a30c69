"""What a candidate generator is trained on, ready for `nnbook.recsys train`."""

from dataclasses import dataclass, replace

import numpy as np

from nnbook.data import movielens, videos
from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.data.splits import leave_last_out
from nnbook.data.videos import words
from nnbook.recsys.evaluation.last_watches import last_steps
from nnbook.recsys.features.examples import (
    Examples,
    serving_examples,
    training_examples,
)
from nnbook.recsys.features.vocabulary import encoded, known_items


@dataclass(frozen=True)
class Dataset:
    """A log to train on, its validation examples, and what a model for it is made with.

    `events`: Interactions of the training part, in order, items numbered by the
    vocabulary; `known`: what training_examples is told of users besides. `features`:
    arguments of CandidateGenerator for that. `vocabulary`: {name: list}, the value
    behind each id.
    """

    events: Interactions
    validation: Examples
    known: dict
    features: dict
    vocabulary: dict

    def training(self, recipe, seed):
        """The training examples that a recipe makes, drawn by the seed."""
        rng = np.random.default_rng(seed)
        return training_examples(self.events, rng, **recipe.examples(), **self.known)


def of_movielens(name, recipe):
    """An edition of MovieLens, watches only; `name` is one of movielens.EDITIONS."""
    data = movielens.load(name)
    return split(data.events, data.movies, recipe)


def of_videos(sizes, seed, recipe):
    """The simulated video site; `sizes` are arguments of `nnbook.data.videos.simulate`.

    With search tokens, country, gender and example age.
    """
    site = videos.simulate(**sizes, seed=seed)
    data = split(
        site.interactions().in_order(),
        np.arange(len(site.videos)),
        recipe,
        searches=site.search_interactions(),
        user_features={
            "country": site.users.country,
            "gender": site.users.gender,
        },
    )
    features = {
        "n_tokens": len(site.tokens),
        "categories": {"country": len(words.COUNTRIES), "gender": len(words.GENDERS)},
        "continuous": ["example_age"],
    }
    vocabulary = data.vocabulary | {"searches": [*site.tokens]}
    return replace(data, features=features, vocabulary=vocabulary)


def split(events, raw_ids, recipe, searches=None, user_features=None):
    """A Dataset of all but each user's last event, which is kept for a final test.

    The last one but one is for validation. The vocabulary has the items of the training
    part; a user whose label is not among them is no use for validation, nor is one who
    has watched it before, where the recipe skips repeats.
    """
    rest, _ = leave_last_out(events)
    training, ((_, validation),) = last_steps(rest, 1, recipe.repeats)
    items = known_items(training, recipe.min_count)
    training, validation = encoded(training, items), encoded(validation, items)
    validation = validation.take(validation.item != UNKNOWN)
    known = {"searches": searches, "user_features": user_features}
    return Dataset(
        events=training,
        validation=serving_examples(
            training,
            validation.user,
            validation.time if recipe.ties == "apart" else None,
            window=recipe.window,
            label=validation.item,
            **known,
        ),
        known=known,
        features={},
        vocabulary={"items": np.asarray(raw_ids)[items.values].tolist()},
    )
