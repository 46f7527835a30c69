"""Served over true watch time in ten buckets, on simulated sites of two sizes.

`python -m tests.bench.ranking_calibration` trains chapter 6's ranker on twenty sites, as
the chapter does, and a larger one on three with four times as many users; each is asked
about days that it has not seen. A site of the first size takes ten seconds of one core,
one of the other two to three minutes and 4 GB. Writes, after each,
nnbook/results/ranking_calibration.json, which chapter 6 shows.
"""

import json
from pathlib import Path

import numpy as np
import torch

from nnbook import results
from nnbook.data.videos import simulate
from nnbook.recsys.features.impressions import RankerInputs
from nnbook.recsys.models.ranker import Ranker
from nnbook.recsys.training.ranker import train_ranker
from tests.bench.last_days import split

OUT = Path(results.__file__).parent / "ranking_calibration.json"
BUCKETS = 10
SITES = {"15,000 users": range(7, 27), "60,000 users": range(7, 10)}
SIZES = {
    "15,000 users": {"users": 15_000, "hidden": (64,)},
    "60,000 users": {"users": 60_000, "hidden": (256, 128), "epochs": 3, "lr": 4e-3},
}


def minutes(training, test, hidden=(64,), **settings):
    """Minutes served for the impressions of `test`, by a ranker trained on the others."""
    inputs = RankerInputs().fit(training)
    torch.manual_seed(0)
    model = Ranker(inputs.n_videos, inputs.n_numbers, hidden=hidden)
    train_ranker(model, inputs(training), training, **settings)
    return model.expected_watch_time(inputs(test)).numpy()


def by_served(served):
    """The rows of each bucket, from the lowest served minutes to the highest."""
    return np.array_split(np.argsort(served), BUCKETS)


def over_truth(served, truth):
    """Served over true minutes in each bucket."""
    return [served[rows].mean() / truth[rows].mean() for rows in by_served(served)]


def in_buckets(seed, users, **settings):
    """Served over true minutes in each bucket of one site's last days."""
    training, test, truth = split(simulate(users, 600, seed=seed), window=10)
    return over_truth(minutes(training, test, **settings), truth)


def main():
    """Measure, print and store."""
    torch.set_num_threads(1)
    rows = {}
    for name, size in SIZES.items():
        rows[name] = {}
        for seed in SITES[name]:
            ratios = np.round(in_buckets(seed, **size), 3).tolist()
            rows[name][str(seed)] = ratios
            OUT.write_text(json.dumps({"rows": rows}) + "\n")
            print(f"{name}, site {seed}:", *(f"{ratio:.2f}" for ratio in ratios))


if __name__ == "__main__":
    main()
