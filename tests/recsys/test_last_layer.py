"""A linear last layer or a ReLU: a start of the bench is repeated."""

import pytest

from nnbook.results import load
from tests.bench import last_layer

STORED = load("last_layer")


@pytest.mark.parametrize("layer", ["linear", "ReLU"])
def test_a_start_repeats(layer):
    row = next(r for r in STORED["rows"] if r["layer"] == layer and r["lr"] == 0.003)
    hits, always_zero = last_layer.Site().measured(layer, row["dim"], row["lr"], seed=0)
    assert hits.mean() == pytest.approx(row["HR@10"][0], abs=2e-3)
    assert (always_zero > 0) == (layer == "ReLU")
