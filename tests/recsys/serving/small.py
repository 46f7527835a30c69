"""A small site and bundles of both stages for it, not trained: there to be served."""

from dataclasses import replace

import numpy as np
import torch

from nnbook.data.labelled import Labelled, Schema
from nnbook.data.videos import simulate
from nnbook.recsys.features.impressions import (
    OF_VIDEOS,
    RankerInputs,
    impression_examples,
)
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.ranker import Ranker
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.index import Flat
from nnbook.recsys.serving.parts import Generator, Ranking, Scoring
from nnbook.recsys.training.warm_start import copy_weights
from nnbook.recsys.training.wide_deep import WideDeepRecipe

WINDOW = 10
ARGUMENTS = {"dim": 8, "hidden": [12], "window": WINDOW, "shared": True}
ARGUMENTS |= {"residual": True, "categories": {"country": 6}, "n_tokens": 9}


def site():
    """60 people and 120 videos."""
    return simulate(n_users=60, n_videos=120, watches_per_user=15, seed=3)


def name(video):
    """What a video is called in requests."""
    return f"video {video}"


def names(n=120):
    """What all of them are called."""
    return [name(i) for i in range(n)]


def two_stages(site, seed=0):
    """(Generator, Ranking) with weights of that seed."""
    n = len(site.videos)
    examples = impression_examples(site, WINDOW)
    inputs = RankerInputs(n_quantiles=50).fit(examples)
    torch.manual_seed(seed)
    arguments = {"n_items": n, **ARGUMENTS}
    model = CandidateGenerator(**arguments)
    torch.nn.init.normal_(model.recency)
    generator = Generator(
        model=model,
        arguments=arguments,
        vocabulary={"items": names(n), "searches": [*"abcdefghi"]},
        counts=site.interactions().counts,
        window=WINDOW,
    )
    arguments = {"n_videos": inputs.n_videos, "n_numbers": inputs.n_numbers}
    ranking = Ranking(
        model=Ranker(**arguments),
        arguments=arguments,
        inputs=inputs,
        items=names(n),
        table={name: getattr(site.videos, name) for name in OF_VIDEOS},
        window=WINDOW,
    )
    return generator, ranking


SCHEMA = Schema(
    label="bought",
    categorical=("town", "device"),
    numbers=("age", "price"),
    binned=("age",),
    exact=("price",),
)


def table(n=200, seed=0, towns="abc"):
    """A labelled table of that schema."""
    rng = np.random.default_rng(seed)
    return Labelled(
        {"town": rng.choice([*towns], n), "device": rng.choice(["", "phone"], n)},
        {"age": rng.uniform(18, 70, n), "price": rng.choice([0.0, 9.5, 20.0], n)},
        rng.integers(0, 2, n),
    )


def scoring(table, seed=0, **changes):
    """A Scoring with weights of that seed."""
    crosses = (("town", "device"), ("town", "age"))
    recipe = WideDeepRecipe(SCHEMA, crosses=crosses, hidden=(6,), n_bins=4, dim=3)
    recipe = replace(recipe, **changes)
    columns = recipe.features(table)
    torch.manual_seed(seed)
    model = recipe.model(columns, columns.batch(table)["numbers"].shape[1])
    with torch.no_grad():
        for weight in model.parameters():
            weight.normal_()
    return Scoring(model, columns)


def near(generator, share=0.02):
    """The generator, its weights moved a little."""
    model = CandidateGenerator(**generator.arguments)
    model.load_state_dict(generator.model.state_dict())
    torch.manual_seed(5)
    with torch.no_grad():
        for weight in model.parameters():
            weight += share * weight.std(correction=0) * torch.randn_like(weight)
    return replace(generator, model=model)


def warm(generator, more=10):
    """A model of a vocabulary with more items, that goes on from what was learned."""
    items = generator.vocabulary["items"]
    items = [*items, *(name(len(items) + i) for i in range(more))]
    arguments = generator.arguments | {"n_items": len(items)}
    model = CandidateGenerator(**arguments)
    copy_weights(model, generator.model)
    return Generator(
        model=model,
        arguments=arguments,
        vocabulary=generator.vocabulary | {"items": items},
        counts=np.append(generator.counts, [0] * more),
        window=generator.window,
    )


def save(folder, generator, ranking=None):
    """Save them with an index; the version."""
    vectors = generator.model.item_vectors().detach().numpy()
    return bundle.save(folder, generator, ranking, index=Flat(vectors))


def same(found, expected):
    """Whether two dicts of arrays are equal, and of the same types."""
    assert found.keys() == expected.keys()
    for name, column in expected.items():
        assert np.asarray(found[name]).dtype == np.asarray(column).dtype, name
        assert np.array_equal(found[name], column), name
    return True
