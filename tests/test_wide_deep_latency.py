"""The latency bench: its settings, and that cutting a request changes no score."""

import importlib.util
from pathlib import Path

import torch

from nnbook.recsys.results import load

BENCH = Path(__file__).parent / "bench" / "wide_deep_latency.py"


def bench():
    spec = importlib.util.spec_from_file_location("wide_deep_latency", BENCH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_model_has_the_papers_size():
    module = bench()
    inputs = 32 * len(module.CATEGORIES) + module.NUMBERS
    assert inputs == 1200
    assert module.PAPER == [(200, 1), (100, 2), (50, 4)]


def test_every_setting_is_measured_and_scores_the_same():
    threads = torch.get_num_threads()
    try:
        rows = bench().measure(rounds=2)  # compares the scores before it measures
    finally:
        torch.set_num_threads(threads)
    assert [(row["batch"], row["threads"]) for row in rows] == [
        (row["batch"], row["threads"]) for row in load("wide_deep_latency")["rows"]
    ]
    assert all(
        0 < row["fastest_ms"] <= row["median_ms"] <= row["p95_ms"] for row in rows
    )
