"""The aside on many machines: its prose says what its cells compute."""

import contextlib
import io
from pathlib import Path

import nbformat
import numpy as np
import pytest

PATH = Path(__file__).resolve().parents[1] / "chapters" / "beyond_one_machine.ipynb"
CELLS = nbformat.read(PATH, as_version=4).cells
PROSE = " ".join(c.source for c in CELLS if c.cell_type == "markdown")
PROSE = " ".join(PROSE.split())


@pytest.fixture(scope="module")
def page():
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in CELLS[1:]:
            if cell.cell_type == "code":
                exec(cell.source, namespace)
    return namespace


def output_of(name):
    (cell,) = (c for c in CELLS if c.metadata.get("name") == name)
    return "".join(o.text for o in cell.outputs)


def test_memory(page):
    # Weights and Adam's two moments, of two tables.
    assert page["training"] == 6 * 10**8 * 256 * 4
    assert page["machines"] == 10
    assert "102 GB; training needs six of these: ten machines" in PROSE
    assert "a million vectors of 256 numbers are one gigabyte" in PROSE
    assert 1e6 * 256 * 4 == pytest.approx(1e9, rel=0.05)


def test_shards(page):
    lookups, shard = page["lookups"], page["shard"]
    assert set(shard) == set(range(16))
    sizes = np.bincount(shard)
    assert sizes.max() < 1.01 * sizes.min()
    assert f"{1 / 16:.0%}" == "6%" and "A fair share would be 6%" in PROSE
    assert lookups[0] > 1 / 16  # the first item has more than a fair share
    assert lookups[:1000].sum() > 0.5  # "half of all lookups"
    assert 1000 * 256 * 4 == pytest.approx(1e6, rel=0.05)  # "one megabyte"
    assert page["rest"].max() / page["rest"].sum() < 1.05 / 16  # "the rest is even"


def test_bandwidth(page):
    step = page["sparse"] / page["machines"] / page["NETWORK"]
    tables = page["dense"] / page["NETWORK"]
    assert f"{1e3 * step:.0f}" == "28" and "28 milliseconds a step" in PROSE
    assert 110 < tables < 140  # "two minutes"
    assert 25 < 1000 * step < 35  # "half a minute ... for each thousand steps"
    assert 1000 * tables / 86400 == pytest.approx(1.5, abs=0.05)  # "days"


def test_search_and_load(page):
    assert 1e3 * page["probed"] / page["MEMORY"] == pytest.approx(10, abs=0.5)
    assert page["cells"] == 40_000 and "the 40,000 centres" in PROSE
    centres = page["cells"] * 1024
    assert centres > 0.5 * page["read"]  # compressed: most of what is read
    load = output_of("load")
    assert "2 to hold it, 103 to read it" in load
    assert "takes two machines" in PROSE and "takes a hundred" in PROSE
    assert 64 * 4 / 1024 == 0.25  # the links: "a quarter more"


def test_tail_and_versions(page):
    assert 1 - 0.99**100 == pytest.approx(page["slow"]) and page["slow"] > 0.5
    assert page["asked_twice"] < 0.011
    assert np.allclose(page["turn"] @ page["turn"].T, np.eye(16))
    assert (page["new"] == page["before"]).all()
    assert (page["mixed"] == page["before"]).mean() < 0.05
