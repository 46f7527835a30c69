"""A linear last layer or a ReLU: a start of the bench is repeated."""

import pytest
import torch

from nnbook.results import load
from tests.bench import last_layer

STORED = load("last_layer")


@pytest.fixture(scope="module")
def site():
    return last_layer.Site()


@pytest.mark.parametrize("layer", ["linear", "ReLU"])
def test_a_start_repeats(layer, site):
    row = next(r for r in STORED["rows"] if r["layer"] == layer and r["lr"] == 0.003)
    hits, always_zero = site.measured(layer, row["dim"], row["lr"], seed=0)
    assert hits.mean() == pytest.approx(row["HR@10"][0], abs=2e-3)
    assert (always_zero > 0) == (layer == "ReLU")


@pytest.mark.parametrize("score", [0.0, float("nan")])
def test_scores_that_prefer_nothing_find_nobody(score, site):
    assert not site.hits(torch.full(site.seen.shape, score)).any()


def test_every_row_has_all_starts():
    assert [(r["dim"], r["lr"]) for r in STORED["rows"][::2]] == [*last_layer.SETTINGS]
    assert {len(r["HR@10"]) for r in STORED["rows"]} == {len(last_layer.STARTS)}
