"""What shards cost, as it was stored; and what it follows from."""

import numpy as np
import pytest

from nnbook.results import load
from tests.bench import sharding

STORED = load("sharding")
LARGE = {
    (row["engine"], row["processes"]): row
    for row in STORED["steps"]
    if row["items"] == sharding.LARGE
}
SMALL = {
    (row["engine"], row["items"]): row
    for row in STORED["steps"]
    if row["items"] != sharding.LARGE
}


def memory(engine, processes):
    return max(LARGE[engine, processes]["MB"])


def test_memory_halves_with_shards_and_with_copies_it_does_not():
    for engine in ("sharded", "sharded, SGD", "torchrec"):
        one, two, four = (memory(engine, n) for n in (1, 2, 4))
        assert 0.5 < two / one < 0.7 and 0.5 < four / two < 0.75, engine
    copies = [memory("data parallel", n) for n in (1, 2, 4)]
    assert max(copies) < 1.02 * min(copies)
    assert memory("sharded", 1) == pytest.approx(copies[0], rel=0.02)


def test_losses_are_those_of_one_process():
    for engines in (("data parallel", "sharded"), ("sharded, SGD", "torchrec")):
        runs = [LARGE[e, n]["losses"] for e in engines for n in (1, 2, 4)]
        for losses in runs:
            np.testing.assert_allclose(losses, runs[0], rtol=1e-6)


def test_copies_receive_all_gradient_rows_of_all_others():
    """(w - 1) / w of them each, w - 1 times all of them together."""
    for processes in (2, 4):
        rows = sharding.gradient_rows(sharding.LARGE, processes)
        number = 4 * sharding.DIM + 8  # bytes: a row, and which one it is
        tower = 2 * 4 * (sharding.DIM * 128 + 128 + 128 * sharding.DIM + sharding.DIM)
        expected = (processes - 1) * (rows * number + tower) / 1e6
        measured = LARGE["data parallel", processes]["MB sent"]
        assert measured == pytest.approx(expected, rel=0.02)


def test_only_rows_travel_where_gradients_are_sparse():
    a, b = sharding.SMALL
    times = b / a
    for engine in ("dtensor", "fsdp", "sharded"):
        few, many = SMALL[engine, a], SMALL[engine, b]
        sent, work = many["MB sent"] / few["MB sent"], many["CPU ms"] / few["CPU ms"]
        if engine == "fsdp":
            assert sent == pytest.approx(times, rel=0.05)
        else:
            assert sent < 1.2
        assert (work > 0.5 * times) == (engine != "sharded"), (engine, work)
    assert "does not have a sharding strategy" in SMALL["dtensor", a]["sparse"]
    assert LARGE["torchrec", 2]["MB sent"] < 0.6 * LARGE["sharded, SGD", 2]["MB sent"]


def test_codes_are_a_sixth_of_the_size_and_find_nearly_as_much():
    rows = {(r["index"], r["shards"], r["nprobe"]): r for r in STORED["search"]["rows"]}
    for nprobe in (8, 32):
        whole, codes = rows["IVF", 1, nprobe], rows["IVF-PQ", 1, nprobe]
        assert codes["file MB"] < whole["file MB"] / 6
        assert codes["recall by codes"] < codes["recall"] <= whole["recall"]
        assert codes["recall"] > whole["recall"] - 0.02
        assert rows["IVF-PQ", 4, nprobe]["recall"] > codes["recall"] - 0.04
