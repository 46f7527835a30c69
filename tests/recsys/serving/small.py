"""A small site and bundles of both stages for it, not trained: there to be served."""

import json
from dataclasses import replace

import numpy as np
import torch

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
from nnbook.recsys.serving.parts import Generator, Ranking

WINDOW = 10
ARGUMENTS = {"dim": 8, "hidden": [12], "window": WINDOW, "shared": True}
ARGUMENTS |= {"residual": True, "categories": {"country": 6}, "n_tokens": 9}


def site():
    """60 people and 120 videos."""
    return simulate(n_users=60, n_videos=120, watches_per_user=15, seed=3)


def names(n=120):
    """What the videos are called in requests."""
    return [f"video {i}" for i in range(n)]


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


def near(generator, share=0.02):
    """The generator, its weights moved a little."""
    model = CandidateGenerator(**generator.arguments)
    model.load_state_dict(generator.model.state_dict())
    torch.manual_seed(5)
    with torch.no_grad():
        for weight in model.parameters():
            weight += share * weight.std(correction=0) * torch.randn_like(weight)
    return replace(generator, model=model)


def save(folder, generator, ranking=None):
    """Save them with an index; the version."""
    vectors = generator.model.item_vectors().detach().numpy()
    return bundle.save(folder, generator, ranking, index=Flat(vectors))


def body(history, **more):
    """A request's bytes."""
    return json.dumps({"history": history, **more}).encode()


def page_requests(site):
    """(first row of the page, its request), for each page of the log, in plain Python.

    The log is replayed event by event: what the user has watched and was shown so far.
    """
    watches, shown = site.watches, site.impressions
    last, first_row, asked = {}, {}, []
    moments = [(t, 1, i) for i, t in enumerate(watches.time.tolist())]
    moments += [(t, 0, i) for i, t in enumerate(shown.time.tolist())]
    for time, is_watch, row in sorted(moments):
        table = watches if is_watch else shown
        seen = last.setdefault(int(table.user[row]), ([], []))
        if not is_watch and shown.page[row] not in first_row:
            first_row[shown.page[row]] = row
            request = body(
                [*seen[0]],
                time=time,
                device=int(shown.device[row]),
                language=int(site.users.language[shown.user[row]]),
                shown=[event for event in seen[1] if event["time"] < time],
            )
            asked.append((row, request))
        event = {"item": f"video {table.video[row]}", "time": time}
        seen[0 if is_watch else 1].append(event)
    return asked


def same(found, expected):
    """Whether two dicts of arrays are equal, and of the same types."""
    assert found.keys() == expected.keys()
    for name, column in expected.items():
        assert np.asarray(found[name]).dtype == np.asarray(column).dtype, name
        assert np.array_equal(found[name], column), name
    return True
