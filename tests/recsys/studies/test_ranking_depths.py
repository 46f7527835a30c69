"""The stored table of hidden layers: what the chapter says of it, and a part anew."""

import pytest
import torch

from nnbook.data.videos import simulate
from nnbook.results import load
from tests.bench import ranking_depths
from tests.chapters.lesson import cells_of, holds, prose

ROWS = load("ranking_depths")["rows"]
NETWORKS = ranking_depths.NETWORKS


def test_every_row_has_its_seeds():
    assert ROWS.keys() == NETWORKS.keys() | ranking_depths.VARIANTS.keys() | {
        "the truth"
    }
    for row in ROWS.values():
        assert len(row["seeds"]) == len(ranking_depths.SEEDS) == 3
        assert row["mean"] == pytest.approx(sum(row["seeds"]) / 3, abs=0.01)


def test_the_text_says_how_many_clicks_there_are_to_learn_from():
    site = simulate(ranking_depths.USERS, 600, seed=ranking_depths.SEEDS[0])
    training, _, _ = ranking_depths.split(site, ranking_depths.WINDOW)
    clicks = training["clicked"].sum()
    text = prose(cells_of("06_youtube_ranking"))
    holds(text, {"some six thousand clicks to learn from": (clicks, 5500, 6500)})


def test_no_network_beats_the_truth():
    for name in NETWORKS:
        for of_network, of_truth in zip(
            ROWS[name]["seeds"], ROWS["the truth"]["seeds"], strict=True
        ):
            assert of_network > of_truth


def test_the_first_row_comes_out_as_stored():
    """A network without hidden layers, and the truth, on the first site."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        networks = {"none": NETWORKS["none"]}
        table = ranking_depths.losses_of_seed(0, ranking_depths.USERS, networks)
    finally:
        torch.set_num_threads(threads)
    assert table["the truth"] == pytest.approx(ROWS["the truth"]["seeds"][0], abs=0.01)
    # Sums of floats differ from machine to machine, and the training amplifies it.
    assert table["none"] == pytest.approx(ROWS["none"]["seeds"][0], abs=0.3)
