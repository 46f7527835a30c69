"""The aside on many machines: its prose says what its cells compute."""

import numpy as np
import pytest

from tests.chapters.lesson import cells_of, defined, holds, prose, says

CELLS = cells_of("beyond_one_machine")
PROSE = prose(CELLS)


@pytest.fixture(scope="module")
def page():
    """Everything that the cells define."""
    return defined("beyond_one_machine")


def test_memory(page):
    # Weights and Adam's two moments, of two tables.
    tables = page["training"] / page["table"]
    assert page["training"] == 6 * 10**8 * 256 * 4
    says(PROSE, f"has {page['table'] / 1e9:.0f} GB; training needs six of these")
    holds(
        PROSE,
        {
            "training needs six tables": (tables, 6, 6),
            "training needs six of these: ten machines": (page["machines"], 10, 10),
            "A catalogue of a hundred million items": (page["ITEMS"], 1e8, 1e8),
            "a million vectors of 256 numbers are one gigabyte": (
                1e6 * page["DIM"] * page["FLOAT"],
                1e9,
                1.05e9,
            ),
        },
    )


def test_shards(page):
    lookups, shard, rest = page["lookups"], page["shard"], page["rest"]
    assert set(shard) == set(range(16))
    sizes = np.bincount(shard)
    assert sizes.max() < 1.01 * sizes.min()
    fair = 1 / 16
    says(PROSE, f"A fair share would be {fair:.0%}", "the busiest of 16 shards")
    holds(
        PROSE,
        {
            "the most popular item alone has more than a fair share": (
                lookups[0],
                fair,
                1,
            ),
            "A thousand rows, one megabyte,": (1000 * page["DIM"] * 4, 1e6, 1.05e6),
            "take half of all lookups off the network": (
                lookups[:1000].sum(),
                0.48,
                0.54,
            ),
            "and the rest is even": (rest.max() / rest.sum(), fair, 1.05 * fair),
        },
    )


def test_bandwidth(page):
    step = page["sparse"] / page["machines"] / page["NETWORK"]
    tables = page["dense"] / page["NETWORK"]
    rows = 8192 * (50 + 1) + 5000
    assert page["rows"] == rows
    says(
        PROSE,
        "8,192 examples of 50 watches and a label, and 5,000 sampled items",
        f"{1e3 * step:.0f} milliseconds a step instead of two minutes",
    )
    holds(
        PROSE,
        {
            "instead of two minutes": (tables / 60, 1.75, 2.25),
            "half a minute of network": (1000 * step, 25, 35),
            "one and a half days": (1000 * tables / 86400, 1.45, 1.55),
            "are shared out to ten machines": (page["machines"], 10, 10),
        },
    )


def test_search_and_load(page):
    milliseconds = 1e3 * page["probed"] / page["MEMORY"]
    full = page["sizes"]["float32"]
    hold = np.ceil(page["ITEMS"] * full / page["MACHINE"])
    machines = 1e4 * page["probed"] / page["MEMORY"]
    centres = page["cells"] * full / page["read"]  # of what compressed vectors need
    holds(
        PROSE,
        {
            "Ten milliseconds will do": (milliseconds, 9.5, 10.5),
            f"most of what is read are the {page['cells']:,.0f} centres": (
                centres,
                0.5,
                1,
            ),
            "*holding* the vectors takes two machines": (hold, 2, 2),
            "*reading* them fast enough takes a hundred": (machines, 90, 110),
            "64 of 4 bytes, a quarter more": (64 * 4 / full, 0.25, 0.25),
        },
    )
    assert page["sizes"]["PQ, 64 bytes"] == 64  # pieces of one byte each


def test_tail_and_versions(page):
    assert 1 - 0.99**100 == pytest.approx(page["slow"])
    holds(
        PROSE,
        {
            "With a hundred shards the rare case has become the usual one": (
                page["slow"],
                0.5,
                1,
            )
        },
    )
    assert page["asked_twice"] < 0.011
    assert np.allclose(page["turn"] @ page["turn"].T, np.eye(16))
    assert (page["new"] == page["before"]).all()
    assert (page["mixed"] == page["before"]).mean() < 0.05
