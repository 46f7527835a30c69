"""The aside on many machines: its prose says what its cells compute."""

import argparse

import numpy as np
import pytest

from nnbook import results
from nnbook.recsys.commands import gather, train
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
    shards = page["sharded"] / page["NETWORK"]
    copies = page["copies"] / page["NETWORK"]
    tables = page["dense"] / page["NETWORK"]
    # Each of ten receives nine tenths of all rows; or of its own, there and back.
    every, own = 8192 * 51 + 5000, 819.2 * 51 + 5000
    assert page["copies"] == pytest.approx(0.9 * every * 1024)
    assert page["sharded"] == pytest.approx(2 * 0.9 * own * 1024)
    says(
        PROSE,
        "8,192 examples of 50 watches and a label, and 5,000 sampled items",
        f"{1e3 * shards:.0f} milliseconds a step with shards, {1e3 * copies:.0f} with",
        f"holds all {page['training'] / 1e9:.0f} GB in each machine",
    )
    holds(
        PROSE,
        {
            "two minutes with dense gradients": (tables / 60, 1.75, 2.25),
            "the shards are half a minute of network": (1000 * shards, 25, 35),
            "data parallelism two minutes": (1000 * copies, 110, 130),
            "one and a half days": (1000 * tables / 86400, 1.45, 1.55),
            "Take ten machines": (page["machines"], 10, 10),
        },
    )


def test_one_machine_is_told_as_it_was_measured():
    stored, rows = results.load("one_machine"), results.load("scale")["rows"]["RowAdam"]
    stages = {row["stage"]: row["MB"] / 1000 for row in stored["stages"]}
    says(
        PROSE,
        f"Kept for {stored['events'] / 1e6:.0f} million events",
        f"with {stored['items']:,} items and {stored['users']:,} users",
        f"cut off after {stored['steps']} steps",
        f"{stored['users ranked']:,} users are ranked",
        f"Training takes {stages['train']:.1f} GB",
        f"and needs {stages['evaluate']:.1f} GB to do so",
        f"{rows['large'][1]:,.0f} of a batch's watches are different items, in the small"
        f" one {rows['small'][1]:,.0f}",
    )
    holds(
        PROSE,
        {
            # Ten watches of 8 bytes, of three in four events.
            "histories alone would take 1.2 GB": (8e-8 * stored["examples"], 1.2, 1.25),
            "fits into 8 GB": (stored["peak MB"], 1000, 8000),
            "takes 1.5 times as long": (rows["large"][0] / rows["small"][0], 1.45, 1.5),
            "It takes 1.1 times as long as the small one": (
                rows["large, spread"][0] / rows["small"][0],
                1.05,
                1.15,
            ),
        },
    )


def test_shards_are_told_as_they_were_measured():
    stored = results.load("sharding")
    large = {
        (r["engine"], r["processes"]): r
        for r in stored["steps"]
        if r["items"] == 2_000_000
    }
    small = {(r["engine"], r["items"]): r for r in stored["steps"]}

    def sent(engine, n):
        return f"{large[engine, n]['MB sent']:.1f}"

    says(
        PROSE,
        f"{max(large['data parallel', 1]['MB']) / 1000:.1f} GB in one process, and the"
        " same in each of four",
        f"two processes sent each other {sent('data parallel', 2)} MB a step, and four"
        f" {sent('data parallel', 4)}; with shards it was {sent('sharded', 2)} and"
        f" {sent('sharded', 4)}",
        f"sends {sent('torchrec', 2)} MB, ours {sent('sharded, SGD', 2)}",
        f"{small['sharded', 64_000]['MB sent']:.1f} MB and"
        f" {small['sharded', 256_000]['MB sent']:.1f} MB",
    )
    times = {
        (engine, what): small[engine, 256_000][what] / small[engine, 64_000][what]
        for engine in ("dtensor", "fsdp", "sharded")
        for what in ("MB sent", "CPU ms")
    }
    holds(
        PROSE,
        {
            "with four times the items it sends four times as much": (
                times["fsdp", "MB sent"],
                3.8,
                4.2,
            ),
            "sends the same for any number of items": (
                times["dtensor", "MB sent"],
                0.99,
                1.02,
            ),
            "four times the items, several times the work": (
                times["dtensor", "CPU ms"],
                3,
                7,
            ),
        },
    )


def test_indexes_are_told_as_they_were_measured():
    search = results.load("sharding")["search"]
    rows = {(r["index"], r["shards"], r["nprobe"]): r for r in search["rows"]}
    whole, codes = rows["IVF", 1, 32], rows["IVF-PQ", 1, 32]
    assert search["vectors"] == 10**6 and search["k"] == 50
    says(
        PROSE,
        f"the best 50, {search['cells']:,} cells",
        f"A code alone finds {codes['recall by codes']:.1%} of the best; scored again"
        f" it finds {codes['recall']:.1%}, where whole vectors find"
        f" {whole['recall']:.1%}",
        f"a quarter of the cells, find {rows['IVF-PQ', 4, 32]['recall']:.1%}",
    )
    holds(
        PROSE,
        {"has a sixth of the size": (whole["file MB"] / codes["file MB"], 5.8, 6.6)},
    )


@pytest.mark.parametrize(
    "module, options",
    [
        (train, ["--sharded", "--samples", "--out", "--device", "--index-bytes"]),
        (gather, ["--shards", "--out"]),
    ],
)
def test_the_commands_have_the_options_that_the_page_gives(module, options):
    parser = argparse.ArgumentParser()
    module.add_options(parser)
    for option in options:
        assert option in PROSE and option in parser.format_help()


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
