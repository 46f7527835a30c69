"""Both stages for the simulated video site, made at midnight of a day, to be served."""

from dataclasses import replace

import torch

from nnbook.data.splits import split_at
from nnbook.recsys.features.impressions import (
    LONG_AGO,
    OF_VIDEOS,
    RankerInputs,
    impression_examples,
)
from nnbook.recsys.features.vocabulary import known_items
from nnbook.recsys.models.ranker import Ranker
from nnbook.recsys.serving.parts import Generator, Ranking
from nnbook.recsys.studies import movielens
from nnbook.recsys.training.ranker import train_ranker
from nnbook.recsys.training.recipes import BEST

RECIPE = replace(BEST, min_count=1, dim=64, hidden=(128,), epochs=4)
WINDOW = 10  # watches that the ranker reads


def two_stages(site, day, recipe=RECIPE, seed=0):
    """(Generator, Ranking), trained on what was known of a `VideoSite` by that day."""
    known, _ = split_at(site.interactions().in_order(), day)
    items = known_items(known, recipe.min_count).values
    scorer = movielens.train(recipe, known, seed)
    generator = Generator(
        model=scorer.model,
        arguments=recipe.arguments(len(items)),
        vocabulary={"items": items},
        counts=known.counts[items],
        window=recipe.window,
        repeats=recipe.repeats,
    )
    examples, time = impression_examples(site, WINDOW), site.impressions.time
    rows = (time >= LONG_AGO) & (time < day)
    training = {name: column[rows] for name, column in examples.items()}
    inputs = RankerInputs().fit(training)
    arguments = {"n_videos": inputs.n_videos, "n_numbers": inputs.n_numbers}
    torch.manual_seed(seed)
    ranker = Ranker(**arguments)
    train_ranker(ranker, inputs(training), training)
    ranking = Ranking(
        model=ranker,
        arguments=arguments,
        inputs=inputs,
        items=[*range(len(site.videos))],
        table={name: getattr(site.videos, name) for name in OF_VIDEOS},
        window=WINDOW,
    )
    return generator, ranking
