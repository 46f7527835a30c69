"""Twenty million events on one machine: what was stored, and all stages in small."""

import numpy as np

from nnbook.results import load
from tests.bench import one_machine

STAGES = "simulate split examples train validate save evaluate serve".split()


def test_every_stage_of_twenty_million_events_takes_less_than_8_gb():
    stored = load("one_machine")
    assert stored["events"] == 20_000_000 and stored["items"] == 100_000
    assert [row["stage"] for row in stored["stages"]] == STAGES
    assert stored["peak MB"] == max(row["MB"] for row in stored["stages"]) < 8000


def test_the_stages_in_small():
    found = one_machine.measure(400, 500, 40, steps=5, asked=50)
    assert [row["stage"] for row in found["stages"]] == STAGES
    assert found["events"] == 16_000 and found["steps"] == 5
    assert set(found["HR@10"]) == {"model", "popularity", "sequence kNN"}


def test_the_simulated_log_is_in_order_and_has_a_taste():
    log = one_machine.simulated_log(200, 1000, 50, topics=20)
    assert log.starts[-1] == len(log) == 10_000
    counts = np.sort(log.counts)[::-1]
    assert counts[:100].sum() > 0.35 * len(log)  # a tenth of the items
    # Of any two events of a user more are of one item than of two users' events.
    same = np.mean(log.item[0::50] == log.item[1::50])
    other = np.mean(log.item[0:-50:50] == log.item[51::50])
    assert same > other
