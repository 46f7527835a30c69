"""The engine's speed: beside torch's in the same run, and backward beside forward.

`python -m tests.bench.bench_engine` uses one thread for both; set
OPENBLAS_NUM_THREADS=2 for two. Rounds are interleaved, and the ratio is the median of
the rounds' ratios, so that other programs on the machine slow both sides alike.
"""

import itertools
import os
import statistics
import time

# Read by numpy's linear algebra when it is loaded, so it comes before the imports.
THREADS = int(os.environ.setdefault("OPENBLAS_NUM_THREADS", "1"))

import numpy as np  # noqa: E402
import torch  # noqa: E402

from nnbook.nn import (  # noqa: E402
    Activation,
    LayerNorm,
    Linear,
    Sequential,
    softmax_cross_entropy,
)
from nnbook.optim import SGD, Adam  # noqa: E402
from nnbook.tensor import Tensor  # noqa: E402

SIZES = (784, 256, 128, 10)
BATCH = 256


def interleaved(first, second, rounds):
    """Median seconds of both functions, and the median of first's over second's."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        first()
        middle = time.perf_counter()
        second()
        times.append((middle - start, time.perf_counter() - middle))
    a, b = (statistics.median(column) for column in zip(*times, strict=True))
    return a, b, statistics.median(a / b for a, b in times)


def training_steps(dtype, optimizer):
    """One training step of the network, as functions: ours and torch's."""
    rng = np.random.default_rng(0)
    layers = [Linear(n, m, rng) for n, m in itertools.pairwise(SIZES)]
    ours = Sequential(*with_relu_between(layers, lambda: Activation("relu")))
    for p in ours.parameters():
        p.data = p.data.astype(dtype)
    x = rng.normal(size=(BATCH, SIZES[0])).astype(dtype)
    t = np.eye(SIZES[-1], dtype=dtype)[rng.integers(SIZES[-1], size=BATCH)]

    theirs = [torch.nn.Linear(n, m) for n, m in itertools.pairwise(SIZES)]
    theirs = torch.nn.Sequential(*with_relu_between(theirs, torch.nn.ReLU))
    theirs = theirs.to(getattr(torch, dtype))
    their_x, their_t = torch.tensor(x), torch.tensor(t)

    our_class, their_class = optimizer
    our_optimizer = our_class(ours.parameters(), lr=1e-3)
    their_optimizer = their_class(theirs.parameters(), lr=1e-3)

    def our_step():
        our_optimizer.zero_grad()
        softmax_cross_entropy(ours(x), t).backward()
        our_optimizer.step()

    def their_step():
        their_optimizer.zero_grad()
        torch.nn.functional.cross_entropy(theirs(their_x), their_t).backward()
        their_optimizer.step()

    return our_step, their_step


def with_relu_between(layers, relu):
    """The layers with a ReLU after each but the last."""
    return [part for layer in layers for part in (layer, relu())][:-1]


def backward_over_forward(depth, width, batch, activation, norm=False):
    """Median seconds of both passes through a deep network, and their ratio."""
    rng = np.random.default_rng(0)
    layers = []
    for _ in range(depth):
        layers += [Linear(width, width, rng), Activation(activation)]
        layers += [LayerNorm(width)] * norm
    network = Sequential(*layers)
    x = Tensor(rng.normal(size=(batch, width)))
    loss = None

    def forward():
        nonlocal loss
        loss = network(x).mean()

    def backward():
        nonlocal loss
        loss.backward()
        loss = None  # to free the tape is part of the way back

    forward()
    rounds = max(5, 500 // depth)
    back, ahead, ratio = interleaved(backward, forward, rounds)
    return ahead, back, ratio


def main():
    """Print both tables."""
    torch.set_num_threads(THREADS)
    print(f"Training step of {'-'.join(map(str, SIZES))}, batch {BATCH}, ", end="")
    print(f"{THREADS} thread(s), target 1.5")
    print(f"{'':18} {'nnbook ms':>10} {'torch ms':>10} {'ratio':>6}")
    for name, pair in {
        "SGD": (SGD, torch.optim.SGD),
        "Adam": (Adam, torch.optim.Adam),
    }.items():
        for dtype in ("float32", "float64"):
            ours, theirs, ratio = interleaved(*training_steps(dtype, pair), rounds=200)
            print(f"{name + ', ' + dtype:18} ", end="")
            print(f"{ours * 1e3:10.2f} {theirs * 1e3:10.2f} {ratio:6.2f}")

    print("\nBackward beside forward, target 3")
    print(f"{'':26} {'depth':>6} {'forward ms':>11} {'backward ms':>12} {'ratio':>6}")
    for name, arguments in {
        "width 64, batch 64, relu": (64, 64, "relu"),
        "the same with LayerNorm": (64, 64, "relu", True),
        "width 64, batch 64, gelu": (64, 64, "gelu"),
        "width 1, batch 1, tanh": (1, 1, "tanh"),
    }.items():
        for depth in (1, 10, 100, 1000):
            ahead, back, ratio = backward_over_forward(depth, *arguments)
            print(f"{name:26} {depth:6} {ahead * 1e3:11.2f} ", end="")
            print(f"{back * 1e3:12.2f} {ratio:6.2f}")


if __name__ == "__main__":
    main()
