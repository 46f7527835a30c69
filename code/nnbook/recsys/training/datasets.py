"""What a candidate generator is trained on, ready for `nnbook.recsys train`."""

from dataclasses import dataclass

import numpy as np

from nnbook.data import movielens, videos
from nnbook.data.interactions import UNKNOWN
from nnbook.data.splits import leave_last_out
from nnbook.data.videos import words
from nnbook.recsys.features.examples import (
    Examples,
    serving_examples,
    training_examples,
)
from nnbook.recsys.features.vocabulary import encoded, known_items


@dataclass(frozen=True)
class Dataset:
    """Training and validation examples, and what a model for them is made with.

    `counts` (n_items,): how often each item was watched in the training part.
    `features`: arguments of CandidateGenerator. `vocabulary`: {name: list}, the value
    behind each id.
    """

    training: Examples
    validation: Examples
    counts: np.ndarray
    features: dict
    vocabulary: dict


def of_movielens(name, seed, window, per_user):
    """An edition of MovieLens, watches only; `name` is one of movielens.EDITIONS."""
    data = movielens.load(name)
    return split(data.events, data.movies, seed, window, per_user)


def of_videos(sizes, seed, window, per_user):
    """The simulated video site; `sizes` are arguments of `nnbook.data.videos.simulate`.

    With search tokens, country, gender and example age.
    """
    site = videos.simulate(**sizes, seed=seed)
    features = {
        "n_tokens": len(site.tokens),
        "categories": {"country": len(words.COUNTRIES), "gender": len(words.GENDERS)},
        "continuous": ["example_age"],
    }
    data = split(
        site.interactions().in_order(),
        np.arange(len(site.videos)),
        seed,
        window,
        per_user,
        searches=site.search_interactions(),
        user_features={
            "country": site.users.country,
            "gender": site.users.gender,
        },
    )
    vocabulary = data.vocabulary | {"searches": list(site.tokens)}
    return Dataset(data.training, data.validation, data.counts, features, vocabulary)


def split(events, raw_ids, seed, window, per_user, searches=None, user_features=None):
    """A Dataset of all but each user's last event, which is kept for a final test.

    The last one but one is for validation. The vocabulary has the items of the training
    part; a user whose label is not among them is no use for validation.
    """
    rest, _ = leave_last_out(events)
    training, validation = leave_last_out(rest)
    items = known_items(training)
    training, validation = encoded(training, items), encoded(validation, items)
    validation = validation.take(validation.item != UNKNOWN)
    known = {
        "window": window,
        "searches": searches,
        "user_features": user_features,
    }
    rng = np.random.default_rng(seed)
    return Dataset(
        training=training_examples(training, rng, per_user=per_user, **known),
        validation=serving_examples(
            training,
            validation.user,
            validation.time,
            label=validation.item,
            **known,
        ),
        counts=training.counts,
        features={},
        vocabulary={"items": np.asarray(raw_ids)[items.values].tolist()},
    )
