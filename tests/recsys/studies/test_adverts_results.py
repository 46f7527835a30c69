"""The models on simulated clicks: what goes into them, and the stored results once more."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch

from nnbook.data import adverts
from nnbook.recsys.studies import adverts as ours
from nnbook.results import load
from tests.bench import crosses_results as bench

RESULTS = load("crosses")


@pytest.fixture(scope="module")
def table():
    return adverts.simulate(seed=5).show(1000, seed=0)


def test_every_pair_of_categories_is_crossed_and_nothing_tells_which_counts(table):
    features = ours.Features(ours.BOTH, table)
    names = {cross.name for cross in features.crosses}
    assert names == {
        f"{a} x {b}" for a, b in itertools.combinations(adverts.CATEGORICAL, 2)
    }
    batch = features.batch(table)
    assert batch.keys() == names | {
        *adverts.CATEGORICAL,
        *adverts.CONTINUOUS,
        "numbers",
        "label",
    }
    # No column is made of the truth.
    other = replace(table, rate=np.zeros(len(table)))
    again = ours.Features(ours.BOTH, other).batch(other)
    assert all(torch.equal(batch[name], again[name]) for name in batch)


def test_a_pair_unseen_in_training_has_no_weight(table):
    features = ours.Features(ours.BOTH, table)
    ids = {name: column[:1].copy() for name, column in table.categorical.items()}
    seen = {*zip(table.categorical["site"], table.categorical["ad"], strict=True)}
    site, ad = next(p for p in np.ndindex(20, 20) if p not in seen)
    ids["site"][0], ids["ad"][0] = site, ad
    numbers = {name: column[:1] for name, column in table.continuous.items()}
    one = adverts.Adverts(ids, numbers, table.label[:1], table.rate[:1])
    assert features.batch(one)["site x ad"].item() == -1


@pytest.mark.parametrize("name", ours.MODELS)
def test_every_model_has_its_parts(name, table):
    recipe = replace(ours.MODELS[name], epochs=1)
    _, model, epochs = ours.train(recipe, table, table, seed=0)
    assert (model.wide is None) == (name == "deep")
    assert (model.deep is None) == (name == "wide")
    crosses = [n for n in model.wide.weights if " x " in n] if model.wide else []
    assert len(crosses) == (6 if name in ("wide", "both") else 0)
    assert epochs == 1


def test_the_best_epoch_on_validation_is_kept(table):
    """Held out is noise that the training part does not tell of: the best comes early."""
    held_out = adverts.simulate(seed=5).show(2000, seed=1)
    recipe = replace(ours.MODELS["both"], l1=0.0, batch=50, epochs=10)
    features, model, epochs = ours.train(recipe, table, held_out, seed=0)
    best = ours.scores(ours.logits(model, features.batch(held_out)), held_out.label)
    short = ours.train(replace(recipe, epochs=epochs), table, held_out, seed=0)
    again = ours.scores(ours.logits(short[1], features.batch(held_out)), held_out.label)
    assert epochs < 10 and best == again


def test_a_key_for_each_pair_of_values(table):
    keys = bench.keys(table)
    assert keys.shape == (1000, 6)
    ids = table.categorical
    assert (keys[:, 0] == 20 * ids["site"] + ids["ad"]).all()


def test_every_row_is_stored_with_three_worlds():
    for world in bench.WORLDS:
        assert RESULTS[world].keys() == {"oracle", *bench.SETTINGS}
        for row in RESULTS[world].values():
            assert len(row["auc"]) == len(RESULTS["seeds"]) == 3
        for row in list(RESULTS[world].values())[1:]:
            assert (np.array(row["auc"]) < RESULTS[world]["oracle"]["auc"]).all()
    assert RESULTS["sizes"] == bench.SIZES


def test_a_row_of_the_results_again():
    """Both on the first world, with nothing chosen again but how long to train."""
    row = RESULTS["planted"]["both"]
    tables = bench.parts("planted", 0)
    oracle = tables["test"]
    found = bench.measured("both", row["settings"], tables, 0)
    assert bench.roc_auc_score(oracle.label, oracle.rate) == pytest.approx(
        RESULTS["planted"]["oracle"]["auc"][0], abs=1e-4
    )
    assert found[1] == pytest.approx(row["auc"][0], abs=2e-3)
