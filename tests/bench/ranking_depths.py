"""How wide and deep a ranker should be, on the simulated video site: a table.

`python tests/bench/ranking_depths.py` prints the weighted per-user loss in percent for
the hidden layers of Covington, Adams & Sargin (2016), table 1, without powers of the
inputs, with all clicks weighted alike, and for the truth itself, which nothing can
beat: mean and standard error over three seeds. Each seed is a site, split in time, and
a start of the network. `--users` and `--seeds` make it smaller.
"""

import argparse
import functools

import numpy as np
import torch

from nnbook.data.videos import simulate
from nnbook.recsys.ranking import (
    LONG_AGO,
    Inputs,
    Ranker,
    impression_examples,
    per_user_loss,
    train_ranker,
)

DEPTHS = ((), (256,), (512,), (1024,), (512, 256), (1024, 512), (1024, 512, 256))
LAST_DAYS = 10


def losses_of_seed(seed, n_users, depths=DEPTHS):
    """Per-user loss on the last days, by row of the table: {name: loss}."""
    site = simulate(n_users, 600, seed=seed)
    examples = impression_examples(site, window=20)
    time = site.impressions.time
    late = time > site.days - LAST_DAYS
    training, test = (
        {name: column[rows] for name, column in examples.items()}
        for rows in ((time > LONG_AGO) & ~late, late)
    )
    judge = functools.partial(per_user_loss, test["page"], clicked=test["clicked"])

    def loss_of(hidden, powers=True, equal=False):
        inputs = Inputs(powers=powers).fit(training)
        torch.manual_seed(seed)
        model = Ranker(inputs.n_videos, inputs.n_numbers, hidden=hidden)
        shown = training | ({"watch_time": training["clicked"] * 1.0} if equal else {})
        train_ranker(model, inputs(training), shown, lr=4e-3, decay=2.0)
        served = model.expected_watch_time(inputs(test)).numpy()
        return judge(score=served, watch_time=test["watch_time"])

    table = {}
    for hidden in depths:
        name = " ".join(map(str, hidden)) or "none"
        table[name] = loss_of(hidden)
    table["512 256, without powers"] = loss_of((512, 256), powers=False)
    table["512 256, clicks weighted alike"] = loss_of((512, 256), equal=True)
    truth = site.impressions.expected_watch_time[late]
    table["the truth"] = judge(score=truth, watch_time=test["watch_time"])
    return table


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--users", type=int, default=4000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    options = parser.parse_args()
    tables = []
    for seed in options.seeds:
        tables.append(losses_of_seed(seed, options.users))
        print(f"seed {seed}:", tables[-1], flush=True)
    for name in tables[0]:
        values = 100 * np.array([table[name] for table in tables])
        error = values.std(ddof=1) / len(values) ** 0.5 if len(values) > 1 else np.nan
        print(f"{name:32} {values.mean():5.1f} ± {error:.1f}")


if __name__ == "__main__":
    main()
