"""A linear last layer or a ReLU: a start of the bench is repeated."""

import importlib.util
from pathlib import Path

import pytest

from nnbook.results import load

BENCH = Path(__file__).parent / "bench" / "last_layer.py"
STORED = load("last_layer")


@pytest.mark.parametrize("layer", ["linear", "ReLU"])
def test_a_start_repeats(layer):
    spec = importlib.util.spec_from_file_location("last_layer", BENCH)
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    row = next(r for r in STORED["rows"] if r["layer"] == layer and r["lr"] == 0.003)
    hits, always_zero = bench.Site().measured(layer, row["dim"], row["lr"], seed=0)
    assert hits.mean() == pytest.approx(row["HR@10"][0], abs=2e-3)
    assert (always_zero > 0) == (layer == "ReLU")
