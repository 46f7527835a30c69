"""The stored table of calibration: what the chapter says of it, and a row of it anew."""

import numpy as np
import pytest
import torch

from nnbook.results import load
from tests.bench import ranking_calibration as bench
from tests.chapters.lesson import cells_of, holds, prose, says, word

ROWS = load("ranking_calibration")["rows"]
TEXT = prose(cells_of("06_youtube_ranking"))


def test_every_size_has_its_sites_and_buckets():
    assert ROWS.keys() == bench.SIZES.keys() == bench.SITES.keys()
    for size, sites in ROWS.items():
        assert [*sites] == [str(seed) for seed in bench.SITES[size]]
        assert all(len(ratios) == bench.BUCKETS for ratios in sites.values())


def test_with_few_clicks_most_sites_have_a_bucket_that_is_off():
    few, many = (np.array([*sites.values()]) for sites in ROWS.values())
    off = np.abs(few - 1) > 0.1
    says(
        TEXT,
        f"only {word((~off).all(axis=1).sum())} of {word(len(few))} sites have no bucket",
        f"the worst of their buckets is {np.abs(few - 1).max():.0%} off",
        f"in {word(off[:, :2].sum())} of the {word(off.sum())} cases",
    )
    assert off.sum(0)[:2].min() > off.sum(0)[2:].max()
    mean, error = few.mean(0), few.std(0, ddof=1) / len(few) ** 0.5
    says(
        TEXT,
        f"serve between {mean.min():.2f} and {mean.max():.2f} times the truth, with"
        f" standard errors of at most {error.max():.2f}",
    )
    apart = (mean - 1) / error
    assert apart[0] < -2 and (apart[-2:] > 2).all()
    assert "the lowest bucket is too low, and the two highest are too high" in TEXT
    sizes = [size["users"] for size in bench.SIZES.values()]
    holds(
        TEXT,
        {
            "three with four times as many people": (sizes[1] / sizes[0], 4, 4),
            "all thirty buckets are within 6% of the truth": (
                np.abs(many - 1).max(),
                0.05,
                0.06,
            ),
        },
    )
    assert many.size == 30


def test_a_row_comes_out_as_stored():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        ratios = bench.in_buckets(8, **bench.SIZES["15,000 users"])
    finally:
        torch.set_num_threads(threads)
    # Sums of floats differ from machine to machine, and the training amplifies it.
    assert ratios == pytest.approx(ROWS["15,000 users"]["8"], abs=0.05)
