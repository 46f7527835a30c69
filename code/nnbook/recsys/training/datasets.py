"""What a candidate generator is trained on, ready for `nnbook.recsys train`."""

from dataclasses import dataclass, replace

import numpy as np
from torch import nn

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
from nnbook.recsys.features.vocabulary import (
    Vocabulary,
    context_ids,
    encoded,
    known_items,
)

# Other inputs of a model.
TAKEN = ("items", "label", "watches", "searches", "example_age")


class TooFewError(ValueError):
    """There is too little to learn from; the message says what is missing."""


@dataclass(frozen=True)
class Dataset:
    """A log to train on, its validation examples, and what a model for it is made with.

    `log`: all Interactions, in order; `events`: those of the training part, items
    numbered by the vocabulary; `known`: what training_examples is told of users
    besides. `features`: arguments of CandidateGenerator for that. `vocabulary`: {name:
    list}, the value behind each id.
    """

    log: Interactions
    events: Interactions
    validation: Examples
    known: dict
    features: dict
    vocabulary: dict

    def training(self, recipe, seed):
        """The training examples that a recipe makes, drawn by the seed."""
        rng = np.random.default_rng(seed)
        return training_examples(self.events, rng, **recipe.examples(), **self.known)


def of_log(events, recipe):
    """Events of a log with ids of its own, as `Interactions.from_csv` has them.

    Their context comes in as embeddings. Raises TooFewError where there is nothing to
    learn from them, and ValueError for a context that cannot be called so.
    """
    for name in events.context:
        if name in TAKEN or "." in name or hasattr(nn.ModuleDict(), name):
            raise ValueError(
                f"a context cannot be called {name!r} here: rename that column"
            )
    if events.n_users < 2:
        (user,) = events.users.tolist()
        raise TooFewError(
            f"all {len(events)} events are of one user, {user!r}, and a recommender "
            "learns from what others did: is that the column of users?"
        )
    data = split(events, recipe)
    if not len(data.vocabulary["items"]):
        most = events.counts.max()
        raise TooFewError(
            f"no item comes {recipe.min_count} times in the training part, {most} in "
            "all is the most: give more events, or say min_count=1 (--min-count 1)"
        )
    if not len(data.validation):
        raise TooFewError(
            "no user has a last event but one that could be predicted: give users with "
            "3 or more events, of items that others have, too"
        )
    return data


def of_movielens(name, recipe):
    """An edition of MovieLens, watches only; `name` is one of movielens.EDITIONS."""
    data = movielens.load(name)
    return split(replace(data.events, items=data.movies), recipe)


def of_videos(sizes, seed, recipe):
    """The simulated video site; `sizes` are arguments of `nnbook.data.videos.simulate`.

    With search tokens, country, gender and example age.
    """
    site = videos.simulate(**sizes, seed=seed)
    data = split(
        replace(site.interactions().in_order(), items=np.arange(len(site.videos))),
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


def split(events, recipe, searches=None, user_features=None):
    """A Dataset of all but each user's last event, which is kept for a final test.

    The last one but one is for validation. The vocabulary has the items of the training
    part; a user whose label is not among them is no use for validation, nor is one who
    has watched it before, where the recipe skips repeats. A value of the context that
    the training part has not is unknown.
    """
    rest, _ = leave_last_out(events)
    training, ((_, validation),) = last_steps(rest, 1, recipe.repeats)
    items = known_items(training, recipe.min_count)
    values = {name: Vocabulary(given) for name, given in training.context.items()}
    training = replace(training, context=context_ids(training, values))
    training, validation = encoded(training, items), encoded(validation, items)
    validation = validation.take(validation.item != UNKNOWN)
    known = {"searches": searches, "user_features": user_features}
    asked = known | {"user_features": features_at(validation, values, user_features)}
    return Dataset(
        log=events,
        events=training,
        validation=serving_examples(
            training,
            validation.user,
            validation.time if recipe.ties == "apart" else None,
            window=recipe.window,
            label=validation.item,
            **asked,
        ),
        known=known,
        features={"categories": {name: len(v) for name, v in values.items()}},
        vocabulary={
            "items": training.items.tolist(),
            **{name: v.values for name, v in values.items()},
        },
    )


def features_at(events, vocabularies, user_features=None):
    """User features with the context of the `events`, one of a user, beside them."""
    found = dict(user_features or {})
    for name, ids in context_ids(events, vocabularies).items():
        found[name] = np.full(events.n_users, UNKNOWN)
        found[name][events.user] = ids
    return found
