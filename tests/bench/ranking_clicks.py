"""Both losses of chapter 6's ranker on twenty sites where 30% of what is shown is clicked.

`python -m tests.bench.ranking_clicks` trains as the chapter does on twenty sites, and on
five of them at a quarter and at four times its learning rate. Stored is, for each site, what is served over the true minutes in
ten buckets; and for the buckets of the paper's loss the factor 1/(1 - P), of their mean P
and row by row, and how much P varies in them. It takes some ten minutes on a machine that
is idle, and writes nnbook/results/ranking_clicks.json, which chapter 6 quotes.
"""

import json
from pathlib import Path

import numpy as np
import torch

from nnbook import results
from nnbook.data.videos import Rules, simulate
from nnbook.recsys.training.ranker import exact_weighted_loss, weighted_logistic_loss
from tests.bench.last_days import LAST_DAYS, split
from tests.bench.ranking_calibration import by_served, minutes, over_truth

OUT = Path(results.__file__).parent / "ranking_clicks.json"
SITES = {0.008: range(20), 0.002: range(5), 0.032: range(5)}  # of each learning rate
LOSSES = {"paper's": weighted_logistic_loss, "every a negative": exact_weighted_loss}


def factors(P, T):
    """1/(1 - P) of the mean P of some impressions; and what it makes of their minutes."""
    return [1 / (1 - P.mean()), (T / (1 - P)).mean() / T.mean()]


def of_site(seed, lr):
    """By bucket: served over true minutes of each loss, and the two factors."""
    site = simulate(3000, 600, seed=seed, rules=Rules(click_rate=0.3))
    training, test, T = split(site, window=10)
    P = site.impressions.click_probability
    P = P[site.impressions.time > site.days - LAST_DAYS]
    served = {n: minutes(training, test, loss=f, lr=lr) for n, f in LOSSES.items()}
    row = {name: over_truth(m, T) for name, m in served.items()}
    pairs = [factors(P[rows], T[rows]) for rows in by_served(served["paper's"])]
    row["1/(1 - P)"], row["row by row"] = np.transpose(pairs)
    return {name: np.round(ratios, 3).tolist() for name, ratios in row.items()}


def main():
    """Measure, print and store, after each site."""
    torch.set_num_threads(1)
    rows = {}
    for lr, seeds in SITES.items():
        of_rate = rows[str(lr)] = {}
        for seed in seeds:
            for name, ratios in of_site(seed, lr).items():
                of_rate.setdefault(name, []).append(ratios)
            OUT.write_text(json.dumps(rows) + "\n")
            print(lr, seed, flush=True)


if __name__ == "__main__":
    main()
