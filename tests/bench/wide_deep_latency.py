"""How long one request of 200 candidates takes, by batch size and threads.

`python -m tests.bench.wide_deep_latency` writes results/wide_deep_latency.json. A
request is cut into batches, and each thread scores its share of them (Cheng et al.,
2016, section 4.2 and table 2). The model is of the paper's size: embeddings of 32, about
1200 inputs, the layers 1024, 512 and 256, and a wide part with a cross product.
"""

import json
import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch

from nnbook import results
from nnbook.recsys.models.wide_deep import Deep, Wide, WideDeep

OUT = Path(results.__file__).parent / "wide_deep_latency.json"
CANDIDATES = 200
PAPER = [(200, 1), (100, 2), (50, 4)]  # batch size and threads
SETTINGS = [*PAPER, (100, 1), (50, 1)]  # and what small batches alone cost
ROUNDS = 400
CATEGORIES = {f"category {i}": 10_000 for i in range(36)}
NUMBERS = 48
CROSSES = 1_000_000
INSTALLED = 30


def request(n, rng):
    """Features of n candidates for one user, at random."""
    draw = {
        name: torch.randint(size, (n,), generator=rng)
        for name, size in CATEGORIES.items()
    }
    pairs = torch.randint(CROSSES, (n, INSTALLED), generator=rng)
    numbers = torch.rand(n, NUMBERS, generator=rng)
    return {**draw, "installed x shown": pairs, "numbers": numbers}


def scorer(model, batch, size, threads, pool):
    """A function that scores the request in parts of `size` on that many threads."""
    parts = [
        {name: column[i : i + size] for name, column in batch.items()}
        for i in range(0, CANDIDATES, size)
    ]

    def score_part(part):
        with torch.inference_mode():
            return model(part)

    if threads == 1:
        return lambda: torch.cat([score_part(part) for part in parts])
    return lambda: torch.cat([*pool.map(score_part, parts)])


def measure(rounds=ROUNDS):
    """Rows of batch size, threads and milliseconds: fastest, median, 95th percentile.

    The settings take turns, so that other programs slow all of them alike; on a busy
    machine the fastest of many rounds says most about the setting itself.
    """
    torch.set_num_threads(1)  # in each of the threads; or they would fight
    rng = torch.Generator().manual_seed(0)
    wide = Wide({"installed x shown": CROSSES})
    model = WideDeep(wide, Deep(CATEGORIES, NUMBERS)).eval()
    batch = request(CANDIDATES, rng)
    with ThreadPoolExecutor(max(t for _, t in SETTINGS)) as pool:
        scorers = [scorer(model, batch, *setting, pool) for setting in SETTINGS]
        whole = scorers[0]()
        for score in scorers:
            torch.testing.assert_close(score(), whole, rtol=1e-4, atol=1e-5)
        times = [[] for _ in SETTINGS]
        for _ in range(rounds):
            for score, spent in zip(scorers, times, strict=True):
                start = time.perf_counter()
                score()
                spent.append((time.perf_counter() - start) * 1e3)
    return [
        {
            **{"batch": size, "threads": threads},
            "fastest_ms": round(min(spent), 2),
            "median_ms": round(statistics.median(spent), 2),
            "p95_ms": round(statistics.quantiles(spent, n=20)[-1], 2),
        }
        for (size, threads), spent in zip(SETTINGS, times, strict=True)
    ]


def main():
    """Measure, print, and store with the number of cores, and how many were busy."""
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    rows = measure()
    for row in rows:
        print(row)
    stored = {"cores": os.cpu_count(), "load_before": busy, "rows": rows}
    OUT.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main()
