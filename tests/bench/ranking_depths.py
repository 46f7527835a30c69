"""How wide and deep a ranker should be, on the simulated video site: a table.

`python -m tests.bench.ranking_depths` measures the weighted per-user loss in percent
for the hidden layers of Covington, Adams & Sargin (2016), table 1, without powers of
the inputs, with all clicks weighted alike, and for the truth itself, which nothing can
beat. Each seed is a site, split in time, and a start of the network: three for all, some
more for those with one hidden layer at most. Stored are the losses of every site. It
takes two minutes of one core a site, or fifteen seconds, and writes, after each,
nnbook/results/ranking_depths.json, which chapter 6 shows.
"""

import functools
import json
from pathlib import Path

import torch

from nnbook import results
from nnbook.data.videos import simulate
from nnbook.recsys.evaluation.pairs import per_user_loss
from nnbook.recsys.features.impressions import RankerInputs
from nnbook.recsys.models.ranker import Ranker
from nnbook.recsys.training.ranker import train_ranker
from tests.bench.last_days import split

OUT = Path(results.__file__).parent / "ranking_depths.json"
SITES, MORE_SITES = 3, 12  # of all networks; of those with one hidden layer at most
USERS, WINDOW = 4000, 20
DEPTHS = ((), (256,), (512,), (1024,), (512, 256), (1024, 512), (1024, 512, 256))
NETWORKS = {
    "-".join(map(str, hidden)) or "none": {"hidden": hidden} for hidden in DEPTHS
}
VARIANTS = {
    "512-256, without powers": {"hidden": (512, 256), "powers": False},
    "512-256, clicks weighted alike": {"hidden": (512, 256), "equal": True},
}


def losses_of_seed(seed, n_users, networks):
    """Per-user loss on the last days in percent: {name: loss}, the truth's the last."""
    training, test, truth = split(simulate(n_users, 600, seed=seed), WINDOW)
    judge = functools.partial(per_user_loss, test["page"], clicked=test["clicked"])

    def loss_of(hidden, powers=True, equal=False):
        inputs = RankerInputs(powers=powers).fit(training)
        torch.manual_seed(seed)
        model = Ranker(inputs.n_videos, inputs.n_numbers, hidden=hidden)
        shown = training | ({"watch_time": training["clicked"] * 1.0} if equal else {})
        train_ranker(model, inputs(training), shown, lr=4e-3, decay=2.0)
        served = model.expected_watch_time(inputs(test)).numpy()
        return 100 * judge(score=served, watch_time=test["watch_time"])

    table = {name: loss_of(**network) for name, network in networks.items()}
    table["the truth"] = 100 * judge(score=truth, watch_time=test["watch_time"])
    return table


def main():
    """Measure the table, print and store it, after each site."""
    torch.set_num_threads(1)
    small = {
        n: network for n, network in NETWORKS.items() if len(network["hidden"]) < 2
    }
    rows = {}
    for seed in range(MORE_SITES):
        networks = NETWORKS | VARIANTS if seed < SITES else small
        for name, loss in losses_of_seed(seed, USERS, networks).items():
            rows.setdefault(name, []).append(round(loss, 3))
        OUT.write_text(json.dumps(rows) + "\n")
        print(
            f"site {seed}:", {name: row[-1] for name, row in rows.items()}, flush=True
        )


if __name__ == "__main__":
    main()
