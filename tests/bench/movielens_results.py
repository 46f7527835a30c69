"""YoutubeDNN and its baselines on MovieLens; writes results/movielens.json.

`python -m tests.bench.movielens_results` needs ml-latest-small, see
nnbook.data.download; with names of rows it measures these again. Two processes, a
thread each. Every choice is made on validation data, each user's last five watches but
one; then each model is trained on all but each user's last watch and measured on that
one: full ranking, seen items left out, three seeds. Ties in time are broken by movie id
or, where it says so, at random, by the seed, or not at all: "apart", what stands at the
label's time is told to no model, and no example has it as input.
"""

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from nnbook import results
from nnbook.data import movielens
from nnbook.data.splits import leave_last_out
from nnbook.recsys.evaluation.last_watches import label_ranks, last_steps
from nnbook.recsys.evaluation.metrics import estimate, gains, hits
from nnbook.recsys.studies.movielens import (
    ABLATIONS,
    BASELINES,
    MODELS,
    UNDER_ALL_RULES,
    train,
)

SEEDS = (0, 1, 2)
PARTS = {"validation": 5, "test": 1}  # how many of each user's last watches
METRICS = {
    "HR@10": lambda ranks: hits(ranks, 10),
    "NDCG@10": lambda ranks: gains(ranks, 10),
    "Recall@50": lambda ranks: hits(ranks, 50),
}
OUT = Path(results.__file__).parent / "movielens.json"


def measure(name, part, rule, seed):
    """(users, ranks of their labels) of one row, after training it for the part."""
    torch.set_num_threads(1)
    events = movielens.load().events
    if rule == "random":
        events = events.in_order(np.random.default_rng(seed))
    if part == "validation":
        events, _ = leave_last_out(events)
    training, steps = last_steps(events, PARTS[part])
    ties = "apart" if rule == "apart" else "order"
    if make := BASELINES.get(name):
        scorer = make(training)
    else:
        scorer = train(replace((MODELS | ABLATIONS)[name], ties=ties), training, seed)
    found = [label_ranks(scorer, before, last, ties) for before, last in steps]
    users = [last.user for _, last in steps]
    return np.concatenate(users), np.concatenate(found)


def jobs(names):
    """Everything to be measured for these rows: (name, part, rule, seed)."""
    for name in names:
        for seed in SEEDS:
            # Without a seed in it, a baseline differs only where ties are random.
            if seed == 0 or name not in BASELINES:
                yield name, "validation", "movie id", seed
                if name not in ABLATIONS:
                    yield name, "test", "movie id", seed
            if name in UNDER_ALL_RULES:
                yield name, "test", "random", seed
                if seed == 0 or name not in BASELINES:
                    yield name, "test", "apart", seed


def summary(measured):
    """The metrics of [(users, ranks) of each seed]: mean, error, and each seed's."""
    users = np.concatenate([users for users, _ in measured])
    found = {}
    for metric, of in METRICS.items():
        values = [of(ranks) for _, ranks in measured]
        # One user's labels and seeds are averaged first: they are no new evidence.
        mean, error = estimate(np.concatenate(values), users)
        seeds = [rounded(v.mean()) for v in values]
        found[metric] = {"mean": rounded(mean), "error": rounded(error), "seeds": seeds}
    return found


def over(measured, other):
    """How much HR@10 is above another row's, from the differences of each user."""
    users, n = measured[0][0], len(measured)
    mine = sum(hits(ranks, 10) for _, ranks in measured) / n
    theirs = sum(hits(ranks, 10) for _, ranks in other) / len(other)
    mean, error = estimate(mine - theirs, users)
    return {"mean": rounded(mean), "error": rounded(error)}


def rounded(x):
    """With four digits."""
    return round(float(x), 4)


def main(names):
    """Measure the rows of these names, or all; print and store each."""
    start = time.perf_counter()
    everything = [*BASELINES, *MODELS, *ABLATIONS]
    names = list(dict.fromkeys([*BASELINES, *(names or everything)]))
    stored = {
        "seeds": SEEDS,
        "validation": {},
        "test": {"movie id": {}, "random": {}, "apart": {}},
    }
    if set(names) < set(everything) and OUT.exists():
        stored = json.loads(OUT.read_text())
    measured, tasks = {}, list(jobs(names))
    with ProcessPoolExecutor(max_workers=2) as pool:
        for (name, part, rule, seed), found in zip(
            tasks, pool.map(measure, *zip(*tasks, strict=True)), strict=True
        ):
            measured.setdefault((part, rule, name), []).append(found)
            print(name, part, rule, seed, f"{time.perf_counter() - start:.0f} s")
    for (part, rule, name), rows in measured.items():
        found = summary(rows)
        table = stored[part]
        if part == "test":
            table = table[rule]
            for other in (other for other in BASELINES if other != name):
                found[f"over {other}"] = over(rows, measured["test", rule, other])
        table[name] = found
        print(part, rule, name, found)
    for table in (stored["validation"], *stored["test"].values()):
        rows = {name: table.pop(name) for name in everything if name in table}
        table |= rows  # as in a run of all
    OUT.write_text(json.dumps(stored, indent=1) + "\n")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
