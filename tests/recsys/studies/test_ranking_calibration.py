"""The stored table of calibration: what the chapter says of it, and a row of it anew."""

import numpy as np
import pytest
import torch

from nnbook.results import load
from tests.bench import ranking_calibration as bench
from tests.chapters.lesson import cells_of, holds, prose

ROWS = load("ranking_calibration")["rows"]
TEXT = prose(cells_of("06_youtube_ranking"))


def test_every_size_has_its_sites_and_buckets():
    assert ROWS.keys() == bench.SIZES.keys()
    for sites in ROWS.values():
        assert [*sites] == [str(seed) for seed in bench.SEEDS]
        assert all(len(ratios) == bench.BUCKETS for ratios in sites.values())


def test_with_enough_clicks_every_bucket_is_right_on_every_site():
    few, many = (np.abs(np.array([*sites.values()]) - 1) for sites in ROWS.values())
    sizes = [size["users"] for size in bench.SIZES.values()]
    holds(
        TEXT,
        {
            "three with four times as many people": (sizes[1] / sizes[0], 4, 4),
            "buckets that are up to 14% off": (few[1:].max(), 0.135, 0.145),
            "all thirty buckets are within 6% of the truth": (many.max(), 0.05, 0.06),
        },
    )
    assert few[1:].max(axis=1).min() > 0.1  # both of the other two sites
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
