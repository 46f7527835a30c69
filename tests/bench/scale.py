"""What training and retrieval cost as the catalogue grows.

`python -m tests.bench.scale` measures steps, rows, training and search (or those of them that
are named), with one thread, and writes nnbook/results/scale.json, which chapter 6
draws. What is compared is measured side by side. All takes about 15 minutes and 6 GB.

Vectors: those of a candidate generator trained on a simulated site with 100,000 videos.
For a million, each trained vector gets nine new ones, each at a random place between it
and one of its ten nearest: as dense a crowd as the trained ones, and no easier to search.
"""

import argparse
import json
import os
import statistics
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

# Read by numpy's linear algebra when it is loaded, so it comes before the imports.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
# Large pages: rows spread over 256 MB are found without a walk through page tables.
os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")

import faiss
import numpy as np
import torch
import torch.distributed as dist
from torch.nn import functional as F

from nnbook import results
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.embedding import Embedding
from nnbook.recsys.serving.index import HNSW, IVF, Exact, Flat, recall
from nnbook.recsys.training.datasets import of_videos
from nnbook.recsys.training.optimizers import RowAdam, sparse_and_dense
from nnbook.recsys.training.recipes import PAPER
from nnbook.recsys.training.sampling import popularity, sampled_softmax_loss
from nnbook.recsys.training.step import Step as Loss
from nnbook.recsys.training.trainer import Training

RESULT = Path(results.__file__).parent / "scale.json"
BATCH, DIM, NEGATIVES, WINDOW, K = 512, 64, 2000, 20, 100
SIZES = [10**4, 10**5, 10**6]
VARIANTS = ("full", "sampled", "model")


class Step:
    """One training step after another: loss, gradients, optimizer.

    "full" and "sampled" are the softmax alone, the user vectors being given. Of the
    full one every item vector has a gradient, so that Adam moves them all; of the
    sampled one SparseAdam moves those that were candidates. "model" is the sampled
    softmax with all that is before it: embeddings of the watches, average and tower.
    Popularity follows Zipf's law.
    """

    def __init__(self, n_items, variant, negatives=NEGATIVES):
        torch.manual_seed(0)
        self.generator = torch.Generator().manual_seed(0)
        self.model = None
        if variant == "model":
            self.model = CandidateGenerator(n_items, DIM, sparse=True)
            self.items = self.model.items.weight
        else:
            self.items = Embedding(n_items, DIM).weight
        # Counts that fall with the rank, the ranks being scattered over the ids.
        counts = (1e6 / torch.arange(1.0, n_items + 1))[torch.randperm(n_items)]
        self.watched = torch.cumsum((counts / counts.sum()).double(), 0)
        self.sampler = candidates_of(counts, negatives)
        self.variant = variant
        optimizer = torch.optim.Adam if variant == "full" else torch.optim.SparseAdam
        self.optimizers = [optimizer([self.items])]
        if self.model:
            self.optimizers = [
                optimizer([self.items, self.model.watches.weight]),
                torch.optim.Adam(self.model.tower.parameters()),
            ]

    def warm_up(self):
        """Let the optimizer make its tables, and have all of their memory."""
        self()
        for state in self.optimizers[0].state.values():
            for table in ("exp_avg", "exp_avg_sq"):
                # New zeros are given real memory when they are first written to.
                state[table] += 0

    def watches(self, *shape):
        """Items by their popularity, ids of any shape."""
        u = torch.rand(shape, dtype=torch.float64, generator=self.generator)
        return torch.searchsorted(self.watched, u * self.watched[-1], right=True)

    def __call__(self):
        """CPU seconds of a step: what other programs take is not counted."""
        labels, history = self.watches(BATCH), self.watches(BATCH, WINDOW)
        users = torch.randn(BATCH, DIM, generator=self.generator, requires_grad=True)
        start = time.process_time()
        if self.model:
            users = self.model.user_vectors({"watches": history})
        if self.variant == "full":
            loss = F.cross_entropy(users @ self.items.T, labels)
        else:
            drawn, log_q = self.sampler.draw(self.generator), self.sampler.log_q
            loss = sampled_softmax_loss(users, self.items, labels, drawn, log_q)
        for optimizer in self.optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in self.optimizers:
            optimizer.step()
        return time.process_time() - start


def candidates_of(counts, negatives):
    """The sampler whose sets have so many different items on average.

    In a small catalogue a draw meets the same items more often: with as many draws its
    sets would be smaller, and its steps cheaper.
    """
    draws = negatives
    while (size := popularity(counts, draws).log_q.exp().sum()) < 0.99 * negatives:
        draws = round(draws * max(1.01, negatives / size.item()))
    return popularity(counts, draws)


def step_times(sizes, rounds=5, repeat=8, variants=VARIANTS, negatives=NEGATIVES):
    """Median CPU seconds a step: {variant: one for each size}.

    Rounds are interleaved, so that other programs, which share the memory's bandwidth,
    slow all alike. The slow ones are measured once a round.
    """
    steps = {(v, n): Step(n, v, negatives) for v in variants for n in sizes}
    times = {key: [] for key in steps}
    for step in steps.values():
        step.warm_up()
    for _ in range(rounds):
        for _ in range(repeat):
            for (variant, n), step in steps.items():
                if variant != "full":
                    times[variant, n].append(step())
        for (variant, n), step in steps.items():
            if variant == "full":
                times[variant, n].append(step())
    medians = {key: statistics.median(values) for key, values in times.items()}
    return {v: [medians[v, n] for n in sizes] for v in variants}


class TrainersStep:
    """A step of the packaged trainer: its loss, its optimizers, by sampled softmax.

    Users watch `n_watched` of the `n_items`, all if None. These lie evenly over the
    whole table: as large a table, and no more different rows in a batch than in that
    of a small catalogue.
    """

    def __init__(self, n_items, optimizer, n_watched=None):
        torch.manual_seed(0)
        self.generator = torch.Generator().manual_seed(0)
        n_watched = n_watched or n_items
        self.apart = n_items // n_watched
        popular = 1e6 / torch.arange(1.0, n_watched + 1)
        popular = popular[torch.randperm(n_watched)]
        self.watched = torch.cumsum((popular / popular.sum()).double(), 0)
        counts = torch.zeros(n_items)
        counts[:: self.apart] = popular
        recipe = replace(PAPER, window=WINDOW, batch=BATCH, samples=NEGATIVES)
        model = CandidateGenerator(**recipe.arguments(n_items))
        self.step = Loss(model, recipe, counts)
        if n_watched < n_items:
            self.step.sampler = popularity(popular, NEGATIVES, recipe.alpha)
            self.step.sampler.draw = self.spread(self.step.sampler.draw)
        sparse, dense = sparse_and_dense(model)
        self.optimizers = [optimizer(sparse), torch.optim.Adam(dense)]

    def spread(self, draw):
        """What is drawn of the small catalogue, at its places in the table."""
        return lambda generator: draw(generator) * self.apart

    def items(self, *shape):
        """Ids of any shape by their popularity."""
        u = torch.rand(shape, dtype=torch.float64, generator=self.generator)
        found = torch.searchsorted(self.watched, u * self.watched[-1], right=True)
        return found * self.apart

    def __call__(self):
        """(CPU seconds of a step, different rows among its watches)."""
        batch = {"watches": self.items(BATCH, WINDOW), "label": self.items(BATCH)}
        start = time.process_time()
        loss = self.step(batch, self.generator)
        for optimizer in self.optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in self.optimizers:
            optimizer.step()
        return time.process_time() - start, len(batch["watches"].unique())


# Name, items of the table, of these watched.
CATALOGUES = [
    ("small", 10**4, None),
    ("large", 10**6, None),
    ("large, spread", 10**6, 10**4),
]
OPTIMIZERS = {"SparseAdam": torch.optim.SparseAdam, "RowAdam": RowAdam}


def row_times(catalogues=CATALOGUES, rounds=25):
    """{optimizer: {catalogue: [median CPU seconds, different rows]}}, interleaved."""
    steps = {
        (name, catalogue): TrainersStep(n, optimizer, watched)
        for name, optimizer in OPTIMIZERS.items()
        for catalogue, n, watched in catalogues
    }
    found = {key: [] for key in steps}
    for step in steps.values():
        step()
        for state in step.optimizers[0].state.values():
            for table in ("exp_avg", "exp_avg_sq"):
                state[table] += 0  # see Step.warm_up
    for _ in range(rounds):
        for key, step in steps.items():
            found[key].append(step())
    return {
        name: {
            catalogue: [
                *map(statistics.median, zip(*found[name, catalogue], strict=True))
            ]
            for catalogue, _, _ in catalogues
        }
        for name in OPTIMIZERS
    }


# As the trainer's first examples were made: by log-Q, on averaged watches.
RECIPE = replace(
    PAPER,
    min_count=1,
    window=WINDOW,
    per_user=50,
    samples=1000,
    alpha=0.75,
)


@contextmanager
def training_on(n_users, n_videos, recipe):
    """A Training on a simulated video site, in this process."""
    sizes = {"n_users": n_users, "n_videos": n_videos}
    data = of_videos(sizes, 0, recipe)
    dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
    try:
        yield Training(recipe, data, Path("unused"))
    finally:
        dist.destroy_process_group()


def training_speed(n_users=4000, n_videos=100_000):
    """Examples a second, and a second of CPU time; all that an epoch does."""
    recipe = replace(RECIPE, batch=BATCH)
    with training_on(n_users, n_videos, recipe) as training:
        start, start_cpu = time.perf_counter(), time.process_time()
        _, n = training.epoch()
        cpu, seconds = time.process_time() - start_cpu, time.perf_counter() - start
    return {"examples_a_second": n / seconds, "examples_a_cpu_second": n / cpu}


def trained(n_users=20_000, n_videos=100_000, epochs=3):
    """(item vectors, vectors of 1,000 validation users, recall@50) after training."""
    recipe = replace(RECIPE, samples=NEGATIVES, lr=0.005, epochs=epochs)
    with training_on(n_users, n_videos, recipe) as training:
        for _ in range(epochs):
            training.epoch()
            loss, found = training.validate()
            training.history.append({"validation": loss})
            print(f"  loss {loss:.3f}, recall@50 {found:.3f}")
    validation = training.data.validation
    with torch.no_grad():
        users = training.model.user_vectors(validation.batch(slice(0, 1000)))
        items = training.model.item_vectors().numpy()
    return items, users.numpy(), found


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


def measure_steps():
    """Seconds a step of full and sampled softmax, for each size."""
    print(f"Softmax steps, batch {BATCH}, {DIM} dimensions, {NEGATIVES} negatives")
    steps = step_times(SIZES)
    for i, n in enumerate(SIZES):
        full, sampled, model = (1e3 * steps[variant][i] for variant in VARIANTS)
        print(f"  {n:9,}  full {full:8.1f} ms  sampled {sampled:5.1f} ms  ", end="")
        print(f"ratio {full / sampled:.0f}  whole model {model:5.1f} ms")
    return {"batch": BATCH, "items": SIZES, **steps}


def measure_rows():
    """Seconds a step of the trainer in a small and in a large catalogue."""
    rows = row_times()
    for name, row in rows.items():
        first = row["small"][0]
        for catalogue, (seconds, different) in row.items():
            print(f"  {name:10} {catalogue:14} {1e3 * seconds:5.1f} ms, ", end="")
            print(f"{seconds / first:.2f} times; {different:,.0f} different rows")
    return {"batch": BATCH, **rows}


def measure_training():
    """Examples a second, with 100,000 videos."""
    speed = training_speed()
    print(
        "Training: {:,.0f} examples a second, {:,.0f} of CPU time".format(
            *speed.values()
        )
    )
    return {"batch": BATCH, **speed}


def measure_search():
    """Rows of `search_times` for each size."""
    items, users, found = trained()
    results = {"recall@50": found}
    for n in SIZES[1:]:
        vectors = enlarged(items, n, np.random.default_rng(0))
        print(f"Searching the best {K} of {len(vectors):,}, one user at a time")
        results[str(n)] = search_times(vectors, users[:100])
        for row in results[str(n)]:
            setting = f"{row['setting']} {row['value']}" if row["setting"] else ""
            print(
                f"  {row['index']:10} {setting:10} {1e3 * row['seconds']:8.3f} ms",
                end="",
            )
            print(f"  recall {row['recall']:.3f}  built in {row['build']:.1f} s")
    return results


PARTS = {
    "steps": measure_steps,
    "rows": measure_rows,
    "training": measure_training,
    "search": measure_search,
}


def main():
    """Measure the parts that are asked for, print them, write them down."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("parts", nargs="*", default=[*PARTS], help=", ".join(PARTS))
    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    results = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    for part in arguments.parse_args().parts:
        results[part] = rounded(PARTS[part]())
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
