"""The models on UCI Adult: what goes into them, and the stored results once more."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from nnbook.data import adult
from nnbook.data.labelled import Labelled
from nnbook.recsys.evaluation.clicks import scores
from nnbook.recsys.studies import adult as ours
from nnbook.recsys.training.wide_deep import logits, split, train
from nnbook.results import load
from tests.bench import adult_results

RESULTS = load("adult")
needs_data = pytest.mark.skipif(
    not (Path(os.environ.get("NNBOOK_DATA", "")) / "adult/adult.data").is_file(),
    reason="set NNBOOK_DATA to a folder that has adult/adult.data and adult.test",
)


def people(n=300, seed=0):
    """Invented people: their exact capital gain says whether they are rich."""
    rng = np.random.default_rng(seed)
    categorical = {name: rng.choice(["a", "b", "?"], n) for name in adult.CATEGORICAL}
    continuous = {
        name: rng.integers(1, 60, n).astype(float) for name in adult.CONTINUOUS
    }
    label = np.random.default_rng(9).integers(0, 2, 60)[
        continuous["capital_gain"].astype(int)
    ]
    return Labelled(categorical, continuous, label)


def test_unseen_values_and_rare_amounts_have_no_id():
    fit = people()
    fit.continuous["capital_loss"][:] = 0
    fit.continuous["capital_loss"][:3] = 1902, 1977, 1977
    features = ours.BOTH.features(fit)
    new = fit.take(np.arange(3))
    new.categorical["race"][0] = "unseen"
    ids = features.ids(new)
    assert ids["race"][0] == -1 and (ids["race"][1:] >= 0).all()
    assert ids["capital_loss"][0] == -1, "1902 was seen once only"
    assert ids["capital_loss"][1] == ids["capital_loss"][2] >= 0
    assert ids["age"].max() < ours.BOTH.n_bins


def test_the_features_know_the_training_part_only():
    fit = people()
    alone = ours.WIDE.features(fit)
    before = alone.batch(fit)
    other = people(seed=1)
    other.categorical["education"][:] = "other"
    other.continuous["age"][:] = 99
    alone.batch(other)
    after = alone.batch(fit)
    assert all(torch.equal(before[name], after[name]) for name in before)


@pytest.mark.parametrize("name", ["wide", "deep", "both"])
def test_every_model_has_its_parts(name):
    recipe = ours.MODELS[name]
    _, model = train(replace(recipe, epochs=1), people(), seed=0)
    assert (model.wide is None) == (name == "deep")
    assert (model.deep is None) == (name == "wide")


def test_the_wide_part_memorizes_an_exact_amount():
    """Rich and poor amounts take turns, in 16 bins: the deep part cannot tell them."""
    fit, held_out = people(1200), people(1200, seed=1)
    found = {}
    for name in ("deep", "both"):
        recipe = replace(ours.MODELS[name], batch=50, epochs=5)
        features, model = train(recipe, fit, seed=0)
        z = logits(features, model, held_out)
        found[name] = scores(z, held_out.label)
    assert found["both"]["auc"] > 0.99
    assert found["deep"]["auc"] < 0.9


def test_training_repeats_itself():
    first, second = (
        train(replace(ours.BOTH, epochs=1), people(), seed=3)[1] for _ in range(2)
    )
    for a, b in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.equal(a, b)


def test_scores_by_hand():
    z, label = np.array([2.0, -1.0, 0.5, -3.0]), np.array([1, 1, 0, 0])
    # Of the four pairs of a 1 and a 0, three are in order; two answers are right.
    assert scores(z, label) == {"auc": 0.75, "accuracy": 0.5}


def test_split():
    fit, held_out = split(people(1000), seed=0)
    assert len(fit) + len(held_out) == 1000
    assert 150 < len(held_out) < 250


def test_results_that_are_not_there():
    with pytest.raises(
        FileNotFoundError, match=r"no results 'adlut'; there are adult,"
    ):
        load("adlut")


def test_what_the_book_says_of_the_results():
    auc = {name: np.array(row["auc"]) for name, row in RESULTS["test"].items()}
    assert (auc["both"] >= 0.918).all() and len(auc["both"]) == 3
    assert (auc["both"] > auc["gradient boosting"]).all()
    assert (auc["both"] > auc["deep"] + 0.005).all()
    assert (auc["both"] > auc["wide"]).all()
    assert (auc["deep"] > auc["logistic regression"]).all()
    assert RESULTS["validation"].keys() >= {*ours.MODELS, *ours.ABLATIONS}


@needs_data
def test_a_row_of_the_results_again():
    """Both parts and logistic regression, seed 0: the numbers that are stored."""
    fit, test = adult.load()
    found = adult_results.baseline(adult_results.logistic, 0, fit, test)
    stored = RESULTS["test"]["logistic regression"]
    assert found["auc"] == pytest.approx(stored["auc"][0], abs=5e-4)

    recipe = replace(ours.BOTH, epochs=RESULTS["validation"]["both"]["epochs"])
    features, model = train(recipe, fit, seed=0)
    found = scores(logits(features, model, test), test.label)
    stored = RESULTS["test"]["both"]
    assert found["auc"] == pytest.approx(stored["auc"][0], abs=1e-3)
    assert found["accuracy"] == pytest.approx(stored["accuracy"][0], abs=3e-3)
