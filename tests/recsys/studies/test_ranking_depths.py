"""The stored table of hidden layers: what the chapter says of it, and a part anew."""

import pytest
import torch

from nnbook.data.videos import simulate
from nnbook.results import load
from tests.bench import ranking_depths
from tests.chapters.lesson import cells_of, holds, prose

ROWS = load("ranking_depths")
NETWORKS = ranking_depths.NETWORKS


def test_every_row_has_its_seeds():
    assert ROWS.keys() == NETWORKS.keys() | ranking_depths.VARIANTS.keys() | {
        "the truth"
    }
    more = {"none", "256", "512", "1024", "the truth"}
    for name, row in ROWS.items():
        assert len(row) == (
            ranking_depths.MORE_SITES if name in more else ranking_depths.SITES
        )


def test_the_text_says_how_many_clicks_there_are_to_learn_from():
    site = simulate(ranking_depths.USERS, 600, seed=0)
    training, _, _ = ranking_depths.split(site, ranking_depths.WINDOW)
    clicks = training["clicked"].sum()
    text = prose(cells_of("06_youtube_ranking"))
    holds(text, {"some six thousand clicks to learn from": (clicks, 5500, 6500)})


def test_no_network_beats_the_truth():
    for name in NETWORKS:
        assert all(x > y for x, y in zip(ROWS[name], ROWS["the truth"], strict=False))


def test_the_first_row_comes_out_as_stored():
    """A network without hidden layers, and the truth, on the first site."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        networks = {"none": NETWORKS["none"]}
        table = ranking_depths.losses_of_seed(0, ranking_depths.USERS, networks)
    finally:
        torch.set_num_threads(threads)
    assert table["the truth"] == pytest.approx(ROWS["the truth"][0], abs=0.01)
    # Sums of floats differ from machine to machine, and the training amplifies it.
    assert table["none"] == pytest.approx(ROWS["none"][0], abs=0.3)
