"""The latency bench: its settings, and that cutting a request changes no score."""

import torch

from nnbook.results import load
from tests.bench import wide_deep_latency


def test_the_model_has_the_papers_size():
    module = wide_deep_latency
    inputs = 32 * len(module.CATEGORIES) + module.NUMBERS
    assert inputs == 1200
    assert module.PAPER == [(200, 1), (100, 2), (50, 4)]


def test_every_setting_is_measured_and_scores_the_same():
    threads = torch.get_num_threads()
    try:
        rows = wide_deep_latency.measure(
            rounds=2
        )  # compares the scores before it measures
    finally:
        torch.set_num_threads(threads)
    assert [(row["batch"], row["threads"]) for row in rows] == [
        (row["batch"], row["threads"]) for row in load("wide_deep_latency")["rows"]
    ]
    assert all(
        0 < row["fastest_ms"] <= row["median_ms"] <= row["p95_ms"] for row in rows
    )
