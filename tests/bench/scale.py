"""What training and retrieval cost as the catalogue grows.

`python tests/bench/scale.py` measures everything side by side with one thread (graphs
are built with all), prints it and writes nnbook/recsys/results/scale.json, which chapter
6 draws. It takes about 12 minutes and 8 GB; `--quick` leaves out the million.

Vectors: those of a candidate generator trained on a simulated site with 100,000 videos.
For a million, each trained vector gets nine new ones, each at a random place between it
and one of its ten nearest: as dense a crowd as the trained ones, and no easier to search.
"""

import argparse
import json
import os
import statistics
import time
from pathlib import Path

# Read by numpy's linear algebra when it is loaded, so it comes before the imports.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import faiss
import numpy as np
import torch
import torch.distributed as dist

from nnbook import recsys
from nnbook.recsys.datasets import of_videos
from nnbook.recsys.retrieval import HNSW, IVF, Exact, Flat, recall
from nnbook.recsys.sampling import popularity
from nnbook.recsys.train import parser
from nnbook.recsys.training import Step, Training
from nnbook.recsys.youtube_dnn import CandidateGenerator

RESULT = Path(recsys.__file__).parent / "results" / "scale.json"
BATCH, DIM, DRAWS, WINDOW, K = 256, 64, 2000, 20, 100
VARIANTS = ("full", "sampled")


class TrainingStep:
    """One step of the candidate generator after another, on random watches.

    Popularity follows Zipf's law. Of the full softmax every item vector has a gradient,
    so that Adam moves them all; all else is the same for both.
    """

    def __init__(self, n_items, variant, draws=DRAWS):
        torch.manual_seed(0)
        self.generator = torch.Generator().manual_seed(0)
        model = CandidateGenerator(n_items, DIM, sparse=True)
        # Counts that fall with the rank, the ranks being scattered over the ids.
        counts = (1e6 / torch.arange(1.0, n_items + 1))[torch.randperm(n_items)]
        self.watched = popularity(counts, 1, alpha=1.0).cumulative
        sampled = variant == "sampled"
        self.step = Step(model, popularity(counts, draws) if sampled else None)
        tables = [model.watches.weight] + [model.items.weight] * sampled
        dense = [*model.tower.parameters()] + [model.items.weight] * (not sampled)
        self.optimizers = [torch.optim.SparseAdam(tables), torch.optim.Adam(dense)]

    def batch(self):
        """Watches and labels of 256 users."""
        u = torch.rand(BATCH, WINDOW + 1, dtype=torch.float64, generator=self.generator)
        items = torch.searchsorted(self.watched, u, right=True)
        return {"watches": items[:, 1:], "label": items[:, 0]}

    def warm_up(self):
        """Let the optimizers make their tables, and have all of their memory."""
        self()
        for optimizer in self.optimizers:
            for state in optimizer.state.values():
                # New zeros are given real memory when they are first written to.
                state["exp_avg"] += 0
                state["exp_avg_sq"] += 0

    def __call__(self):
        """CPU seconds of a step: what other programs take is not counted."""
        batch = self.batch()
        start = time.process_time()
        loss = self.step(batch, self.generator)
        for optimizer in self.optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in self.optimizers:
            optimizer.step()
        return time.process_time() - start


def step_times(sizes, rounds=5, repeat=8, variants=VARIANTS, draws=DRAWS):
    """Median CPU seconds a step: {variant: one for each size}.

    Rounds are interleaved, so that other programs, which share the memory's bandwidth,
    slow all alike. The slow ones are measured once a round.
    """
    steps = {(v, n): TrainingStep(n, v, draws) for v in variants for n in sizes}
    times = {key: [] for key in steps}
    for step in steps.values():
        step.warm_up()
    for _ in range(rounds):
        for _ in range(repeat):
            for (variant, n), step in steps.items():
                if variant == "sampled":
                    times[variant, n].append(step())
        for (variant, n), step in steps.items():
            if variant == "full":
                times[variant, n].append(step())
    medians = {key: statistics.median(values) for key, values in times.items()}
    return {v: [medians[v, n] for n in sizes] for v in variants}


def trained(n_users=20_000, n_videos=100_000, epochs=5):
    """A candidate generator trained on the simulated site, as its vectors and numbers.

    (item vectors, vectors of 1,000 validation users, {"examples_a_second": median over
    the epochs, "recall@50": after the last one, "n_examples"}).
    """
    sizes = {"n_users": n_users, "n_videos": n_videos}
    data = of_videos(sizes, seed=0, window=WINDOW, per_user=50)
    options = f"--output unused --samples {DRAWS} --lr 0.005"
    dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
    training = Training(parser().parse_args(options.split()), data)
    speeds = []
    for _ in range(epochs):
        start = time.perf_counter()
        _, n = training.epoch()
        speeds.append(n / (time.perf_counter() - start))
        loss, found = training.validate()
        training.history.append({"validation": loss})
        print(f"  {speeds[-1]:,.0f} examples/s, loss {loss:.3f}, recall@50 {found:.3f}")
    dist.destroy_process_group()
    with torch.no_grad():
        users = training.model.user_vectors(data.validation.batch(slice(0, 1000)))
        items = training.model.item_vectors().numpy()
    speed = statistics.median(speeds)
    numbers = {"examples_a_second": speed, "recall@50": found, "n_examples": n}
    return items, users.numpy(), numbers


def enlarged(vectors, n, rng):
    """`n` vectors: the given ones, then points between each and one of its nearest."""
    near = Flat(vectors).search(vectors, 11)[1]
    rows = np.arange(len(vectors), n) % len(vectors)
    other = near[rows, rng.integers(1, near.shape[1], len(rows))]
    way = rng.random((len(rows), 1), dtype=np.float32)
    between = vectors[rows] + way * (vectors[other] - vectors[rows])
    return np.concatenate([vectors, between])


def build_graph(vectors):
    """An HNSW index, built with all cores and searched with one."""
    faiss.omp_set_num_threads(os.cpu_count())
    try:
        return HNSW(vectors)
    finally:
        faiss.omp_set_num_threads(1)


# Name, how to build it, its setting and the values that are tried.
INDEXES = [
    ("numpy", Exact, None, [None]),
    ("faiss flat", Flat, None, [None]),
    ("IVF", IVF, "nprobe", [1, 4, 16, 64]),
    ("HNSW", build_graph, "ef", [100, 200, 400, 800]),
]


def search_times(vectors, users, rounds=3, indexes=INDEXES):
    """Rows of index, setting, value, seconds to build, seconds a query, recall.

    One user at a time, as a server is asked; the time is the median over users and
    rounds, which are interleaved. The recall is that of the 100 best.
    """
    exact = Exact(vectors).search(users, K)[1]
    rows, searches = [], []
    for name, make, setting, values in indexes:
        start = time.perf_counter()
        index = make(vectors)
        build = time.perf_counter() - start
        for value in values:
            search = searcher(index, setting, value)
            found = np.concatenate([search(user) for user in users])
            row = {"index": name, "setting": setting, "value": value, "build": build}
            rows.append(row | {"recall": recall(found, exact)})
            searches.append(search)
    times = [[] for _ in rows]
    for _ in range(rounds):
        for search, own in zip(searches, times, strict=True):
            for user in users:
                start = time.perf_counter()
                search(user)
                own.append(time.perf_counter() - start)
    for row, own in zip(rows, times, strict=True):
        row["seconds"] = statistics.median(own)
    return rows


def searcher(index, setting, value):
    """A function from a user vector to the ids that the index finds with a setting."""

    def search(user):
        if setting == "nprobe":
            index.index.nprobe = value
        elif setting == "ef":
            index.index.hnsw.efSearch = value
        return index.search(user[None], K)[1]

    return search


def rounded(value):
    """The value with three significant digits; whatever is in a list or dict, too."""
    if isinstance(value, dict):
        return {key: rounded(v) for key, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return float(f"{value:.3g}") if isinstance(value, float) else value


def main():
    """Measure everything, print it, write it down."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--quick", action="store_true", help="10⁵ items at most")
    quick = arguments.parse_args().quick
    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    sizes = [10**4, 10**5, 10**6][: 2 if quick else 3]
    print(f"Training steps, batch {BATCH}, {DIM} dimensions, {DRAWS} draws")
    steps = step_times(sizes)
    for i, n in enumerate(sizes):
        full, sampled = (1e3 * steps[v][i] for v in VARIANTS)
        print(f"  {n:9,}  full {full:8.1f} ms  sampled {sampled:5.1f} ms  ", end="")
        print(f"ratio {full / sampled:.0f}")
    print("Training on the simulated site")
    items, users, training = trained()
    users, retrieval = users[:200], {}
    for n in sizes[1:]:
        vectors = enlarged(items, n, np.random.default_rng(0))
        print(f"Searching the best {K} of {len(vectors):,}, one user at a time")
        retrieval[str(n)] = search_times(vectors, users)
        for row in retrieval[str(n)]:
            setting = f"{row['setting']} {row['value']}" if row["setting"] else ""
            print(
                f"  {row['index']:10} {setting:10} {1e3 * row['seconds']:8.3f} ms",
                end="",
            )
            print(f"  recall {row['recall']:.3f}  built in {row['build']:.1f} s")
    results = {
        "setting": {"batch": BATCH, "dim": DIM, "draws": DRAWS, "k": K},
        "steps": {"items": sizes, **steps},
        "training": training,
        "retrieval": retrieval,
    }
    if not quick:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(rounded(results), indent=1) + "\n")


if __name__ == "__main__":
    main()
