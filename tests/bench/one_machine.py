"""How much memory 20 million events take on one machine, stage by stage.

`python -m tests.bench.one_machine` simulates a log, splits it, trains, evaluates and
serves, and writes nnbook/results/one_machine.json: of each stage the largest resident
memory of the process and its CPU seconds. Training is cut off after some steps and the
rankings are those of some users: neither needs more memory when it goes on. About a
quarter of an hour and 4 GB.
"""

import json
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist

from nnbook import results
from nnbook.data.interactions import UNKNOWN, Interactions
from nnbook.data.splits import leave_last_out
from nnbook.recsys.evaluation.last_watches import label_ranks, last_steps
from nnbook.recsys.evaluation.metrics import estimate, hits
from nnbook.recsys.evaluation.scorer import Scorer
from nnbook.recsys.features.vocabulary import known_items
from nnbook.recsys.models.baselines import Popularity, SequenceKNN
from nnbook.recsys.serving.recommender import Recommender
from nnbook.recsys.training.datasets import split
from nnbook.recsys.training.recipes import BEST
from nnbook.recsys.training.trainer import Training
from tests.bench.scale import rounded

RESULT = Path(results.__file__).parent / "one_machine.json"
USERS, ITEMS, EACH, TOPICS = 200_000, 100_000, 100, 500
# The best recipe with sampled softmax: the full one would score 100,000 items a step.
RECIPE = replace(BEST, samples=2000, batch=512, dim=64, hidden=(128,), epochs=3)


def simulated_log(n_users, n_items, each, topics, seed=0):
    """Interactions: `each` a user, in order; a user likes three of the topics.

    One event in five is of any topic. Within a topic popularity falls as 1/rank.
    """
    rng = np.random.default_rng(seed)
    item = np.empty((n_users, each), np.int64)
    time_of = np.empty((n_users, each), np.int64)
    number = rng.permutation(n_items)
    size = n_items // topics
    for start in range(0, n_users, 5000):
        rows = slice(start, min(start + 5000, n_users))
        shape = (rows.stop - start, each)
        liked = rng.integers(topics, size=(shape[0], 3))
        topic = np.take_along_axis(liked, rng.integers(3, size=shape), axis=1)
        anything = rng.random(shape) < 0.2
        topic = np.where(anything, rng.integers(topics, size=shape), topic)
        rank = np.minimum((size + 1) ** rng.random(shape), size).astype(int) - 1
        item[rows] = number[topic * size + rank]
        time_of[rows] = np.sort(rng.integers(60 * 86_400, size=shape), axis=1)
    user = np.repeat(np.arange(n_users), each)
    return Interactions(
        user,
        item.ravel(),
        time_of.ravel(),
        n_users,
        n_items,
        items=np.arange(n_items),
    )


class Stages:
    """What each stage of a run took: its peak of resident memory, its CPU seconds."""

    def __init__(self):
        self.rows = []

    @contextmanager
    def stage(self, name):
        """Measure what is done inside."""
        # Linux starts to count the peak anew.
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
        start = time.process_time()
        yield
        row = {
            "stage": name,
            "MB": round(peak()),
            "seconds": time.process_time() - start,
        }
        self.rows.append(row)
        print(f"{name:10} {row['MB']:6,} MB  {row['seconds']:7.1f} s", flush=True)


def peak():
    """The largest resident memory, in MB, since it was last reset."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(x for x in status.splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def measure(n_users=USERS, n_items=ITEMS, each=EACH, steps=300, asked=2000):
    """All stages, at one size."""
    measured = Stages()
    stage = measured.stage
    with stage("simulate"):
        log = simulated_log(n_users, n_items, each, TOPICS)
    with stage("split"):
        data = split(log, RECIPE)
    dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
    try:
        with tempfile.TemporaryDirectory() as folder:
            with stage("examples"):
                training = Training(RECIPE, data, Path(folder))
            n_examples, epoch = len(training.examples), training.batches
            training.batches = min(steps, epoch)
            with stage("train"):
                loss, _ = training.epoch()
            with stage("validate"):
                validation, recall = training.validate()
            training.history.append({"loss": loss, "validation": validation})
            with stage("save"):
                training.save()
            model = training.model
            del training, data
            with stage("evaluate"):
                found = evaluated(log, model, asked)
            with stage("serve"):
                server = Recommender.load(Path(folder))
                histories = [
                    log.item[log.starts[user] : log.starts[user + 1]].tolist()
                    for user in range(asked)
                ]
                lists = server.recommend(histories)
    finally:
        dist.destroy_process_group()
    assert all(len(best) == 10 for best in lists)
    return {
        "events": len(log),
        "users": n_users,
        "items": n_items,
        "examples": n_examples,
        "steps": min(steps, epoch),
        "steps an epoch": epoch,
        "recall@50": recall,
        "users ranked": asked,
        "HR@10": found,
        "stages": measured.rows,
        "peak MB": max(row["MB"] for row in measured.rows),
    }


def evaluated(log, model, asked):
    """{name: [HR@10, its error]} of the model and two baselines, for some users."""
    rest, _ = leave_last_out(log)
    training, _ = last_steps(rest, 1)
    before, ((_, last),) = rest, last_steps(log, 1)[1]
    last = last.take(slice(asked))
    known = known_items(training, RECIPE.min_count).values
    ids = np.full(log.n_items, UNKNOWN)
    ids[known] = np.arange(len(known))
    scorers = {
        "model": Scorer(model, ids, RECIPE.window),
        "popularity": Popularity(training),
        "sequence kNN": SequenceKNN(training),
    }
    return {
        name: [*estimate(hits(label_ranks(scorer, before, last), 10))]
        for name, scorer in scorers.items()
    }


def main():
    """Measure, print and store."""
    torch.set_num_threads(1)
    found = measure()
    print({name: value for name, value in found.items() if name != "stages"})
    RESULT.write_text(json.dumps(rounded(found), indent=1) + "\n")


if __name__ == "__main__":
    main()
