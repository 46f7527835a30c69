"""How far a new version is from the old one, and what is too far."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.serving.bundle import Bundle
from nnbook.recsys.serving.counters import Counters
from nnbook.recsys.serving.dry_run import dry_run, objection
from nnbook.recsys.serving.request import Rows, parse
from nnbook.recsys.serving.served import Served
from tests.recsys.serving import small
from tests.recsys.serving.replay import body as body_of


@pytest.fixture(scope="module")
def stages():
    return small.two_stages(small.site())


@pytest.fixture(scope="module")
def requests():
    rng = np.random.default_rng(0)
    histories = rng.integers(0, 120, (40, 5))
    return [parse(body_of([f"video {i}" for i in row])) for row in histories]


def served(generator=None, ranking=None, scoring=None):
    return Served(Bundle(generator, ranking, scoring, None, "v", {}))


def test_the_same_is_not_far(stages, requests):
    old = served(stages[0])
    trial = dry_run(old, served(stages[0]), requests)
    assert trial == {
        "requests": 40,
        "overlap": 1.0,
        "ratio": None,
        "difference": None,
    }
    assert objection(trial) is None


def test_a_little_training_is_near_and_another_vocabulary_is_far(stages, requests):
    generator = stages[0]
    mixed_up = replace(generator, vocabulary={"items": small.names()[::-1]})
    old = served(generator)
    near, far = (
        dry_run(old, served(g), requests)["overlap"]
        for g in (small.near(generator), mixed_up)
    )
    # By chance a list of ten has ten in 115 of another one's items.
    assert near > 0.7 and far < 0.16
    assert objection(dry_run(old, served(small.near(generator)), requests)) is None
    message = objection(dry_run(old, served(mixed_up), requests))
    assert "on 40 logged requests its lists have" in message
    assert "expected is 30% or more" in message


def turned(generator):
    """The model with all vectors turned by one rotation, and no tower to notice."""
    arguments = {"n_items": 120, "dim": 8, "hidden": [], "residual": True}
    first, second = (CandidateGenerator(**arguments) for _ in range(2))
    turn = torch.as_tensor(
        np.linalg.qr(np.random.default_rng(0).normal(size=(8, 8)))[0]
    )
    turn = turn.float()
    with torch.no_grad():
        for model in (first, second):
            model.tower[0].weight.zero_()
            model.tower[0].bias.zero_()
        second.watches.weight.copy_(first.watches.weight @ turn)
        second.items.weight.copy_(first.items.weight @ turn)
    return [
        replace(generator, model=model, arguments=arguments)
        for model in (first, second)
    ]


def test_vectors_that_are_turned_and_scores_that_are_shifted_are_the_same(
    stages, requests
):
    """Why lists are compared, and not vectors or scores."""
    one, other = turned(stages[0])
    assert not torch.allclose(one.model.items.weight, other.model.items.weight)
    assert dry_run(served(one), served(other), requests)["overlap"] > 0.99
    shifted = replace(other, model=turned(stages[0])[0].model)
    with torch.no_grad():
        shifted.model.watches.weight.copy_(3 * one.model.watches.weight)
        shifted.model.items.weight.copy_(one.model.items.weight)
    assert dry_run(served(one), served(shifted), requests)["overlap"] > 0.99


def test_a_ranker_that_expects_other_minutes_is_far(stages):
    generator, ranking = stages
    rng = np.random.default_rng(0)
    histories = rng.integers(0, 120, (10, 5))
    asked = [
        parse(body_of([f"video {i}" for i in row], time=20.0)) for row in histories
    ]
    louder = small.two_stages(small.site())[1]
    with torch.no_grad():
        louder.model.tower[-1].bias += np.log(5)
    old = served(generator, ranking)
    trial = dry_run(old, served(generator, louder), asked)
    assert trial["overlap"] == 1 and trial["ratio"] == pytest.approx(5, rel=1e-4)
    assert "it expects 5 times the minutes" in objection(trial)
    assert "ratio from 1/3 to 3" in objection(trial)


def test_what_popularity_answers_says_nothing_of_a_model(stages, requests):
    mixed_up = replace(stages[0], vocabulary={"items": small.names()[::-1]})
    counts = replace(mixed_up, counts=mixed_up.counts[::-1])
    nobody = [parse(body_of([]))] * 500
    trial = dry_run(served(stages[0]), served(counts), [*requests, *nobody])
    assert trial["overlap"] < 0.16
    assert dry_run(served(stages[0]), served(counts), nobody)["overlap"] == 1


def test_scores_that_are_no_numbers_are_an_error(stages, requests):
    broken = small.near(stages[0])
    with torch.no_grad():
        broken.model.tower[0].bias += torch.nan
    with pytest.raises(ValueError, match="NaN"):
        dry_run(served(stages[0]), served(broken), requests)


def test_probabilities_that_moved_are_far():
    scoring, other = (small.scoring(small.table(), seed) for seed in (0, 1))
    rows = [
        Rows([{"town": t, "age": 20 + i, "price": 9.5} for t in "abc"]) for i in [1]
    ]
    old = served(scoring=scoring)
    same = dry_run(old, served(scoring=scoring), rows)
    assert same == {"requests": 1, "overlap": None, "ratio": None, "difference": 0.0}
    trial = dry_run(old, served(scoring=other), rows)
    chances = [
        np.array(served(scoring=s).answer(rows[0], Counters())["probabilities"])
        for s in (scoring, other)
    ]
    assert trial["difference"] == pytest.approx(np.abs(np.diff(chances, axis=0)).mean())
    assert objection(same) is None
    assert "on 1 logged requests its probabilities are" in objection(trial)
