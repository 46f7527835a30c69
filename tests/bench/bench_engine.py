"""The engine's speed: beside torch's in the same run, and backward beside forward.

`python -m tests.bench.bench_engine` uses one thread for both; set
OPENBLAS_NUM_THREADS=2 for two. Times are CPU time; rounds are interleaved, and the
ratio is the median of the rounds' ratios, so that other programs on the machine slow
both sides alike.

Two rows are above the target of 1.5, at 1.6 to 1.8: `y * 1.001` and `y + c` in float64. A
tape of this engine keeps what every op has given, and every gradient, to be looked at;
torch keeps nothing of a sum. Here that is 32 MB more than fits into a cache. The controls
are the same chain on 32 by 32, and the last table: numpy alone, without any tape, takes
three times as long for a thousand sums that are kept as for sums that are not. A store of
freed arrays would not help: none of these passes makes the system fetch a page (0 page
faults, `resource.getrusage`), so it is the way to memory, not the getting of it.
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
OPTIMIZERS = {"SGD": (SGD, torch.optim.SGD), "Adam": (Adam, torch.optim.Adam)}
ACTIVATIONS = {
    "logistic": torch.nn.Sigmoid,
    "tanh": torch.nn.Tanh,
    "relu": torch.nn.ReLU,
    "leaky_relu": torch.nn.LeakyReLU,
    "gelu": torch.nn.GELU,
    "gelu_tanh": lambda: torch.nn.GELU("tanh"),
    "silu": torch.nn.SiLU,
}
our_tanh = Activation("tanh")
LINKS = {  # ours, torch's, and how many ops
    "y * 1.001": (lambda y, c: y * 1.001, lambda y, c: y * 1.001, 1),
    "y + c": (lambda y, c: y + c, lambda y, c: y + c, 1),
    "tanh(y * c + 0.5)": (
        lambda y, c: our_tanh(y * c + 0.5),
        lambda y, c: torch.tanh(y * c + 0.5),
        3,
    ),
}


def interleaved(first, second, rounds):
    """Median seconds of both functions, and the median of first's over second's."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        first()
        middle = time.process_time()
        second()
        times.append((middle - start, time.process_time() - middle))
    a, b = (statistics.median(column) for column in zip(*times, strict=True))
    return a, b, statistics.median(a / b for a, b in times)


def training_steps(dtype, optimizer, activation="relu"):
    """One training step of the network, as functions: ours and torch's."""
    rng = np.random.default_rng(0)
    layers = [Linear(n, m, rng) for n, m in itertools.pairwise(SIZES)]
    ours = Sequential(*with_between(layers, lambda: Activation(activation)))
    for p in ours.parameters():
        p.data = p.data.astype(dtype)
    x = rng.normal(size=(BATCH, SIZES[0])).astype(dtype)
    t = np.eye(SIZES[-1], dtype=dtype)[rng.integers(SIZES[-1], size=BATCH)]

    theirs = [torch.nn.Linear(n, m) for n, m in itertools.pairwise(SIZES)]
    theirs = torch.nn.Sequential(*with_between(theirs, ACTIVATIONS[activation]))
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


def activation_alone(dtype, name):
    """An activation forward and backward, 64 by 64, as functions: ours and torch's."""
    x = np.random.default_rng(0).normal(size=(64, 64)).astype(dtype)
    g = np.ones_like(x)
    mine, other, other_g = (
        Tensor(x),
        torch.tensor(x, requires_grad=True),
        torch.tensor(g),
    )
    ours, theirs = Activation(name), ACTIVATIONS[name]()

    def our_pass():
        mine.grad = None
        ours(mine).backward(g)

    def their_pass():
        other.grad = None
        theirs(other).backward(other_g)

    return our_pass, their_pass


def chains(dtype, link, side=64, ops=1000):
    """A chain of ops on side by side, forward and backward: ours and torch's."""
    x, c = np.random.default_rng(0).normal(size=(2, side, side)).astype(dtype)
    our_link, their_link, length = LINKS[link]

    def our_chain():
        y, constant = Tensor(x), Tensor(c)
        for _ in range(ops // length):
            y = our_link(y, constant)
        y.sum().backward()

    def their_chain():
        y, constant = (torch.tensor(a, requires_grad=True) for a in (x, c))
        for _ in range(ops // length):
            y = their_link(y, constant)
        y.sum().backward()

    return our_chain, their_chain


def sums(dtype, side, kept, ops=1000):
    """A thousand sums of arrays by numpy alone, which are kept or not, as a function."""
    x, c = np.random.default_rng(0).normal(size=(2, side, side)).astype(dtype)

    def run():
        y, values = x, []
        for _ in range(ops):
            y = y + c
            if kept:
                values.append(y)

    return run


def with_between(layers, activation):
    """The layers with an activation after each but the last."""
    return [part for layer in layers for part in (layer, activation())][:-1]


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
    """Print the tables."""
    torch.set_num_threads(THREADS)
    # As in any program that has had a large array: after it the C library keeps memory
    # that is freed, in place of fetching it from the system anew, page by page.
    np.ones(4_000_000)
    rows = []
    for dtype in ("float32", "float64"):
        for name, pair in OPTIMIZERS.items():
            rows.append((f"step with {name}, relu", dtype, training_steps(dtype, pair)))
        for name in ACTIVATIONS:
            pair = training_steps(dtype, OPTIMIZERS["SGD"], name)
            rows.append((f"step with SGD, {name}", dtype, pair))
        for name in ACTIVATIONS:
            rows.append((f"{name} alone", dtype, activation_alone(dtype, name)))
        for link in LINKS:
            rows.append((f"1,000 ops: {link}", dtype, chains(dtype, link)))
        rows.append(
            ("the same with y + c, 32 by 32", dtype, chains(dtype, "y + c", 32))
        )
    print(f"Beside torch, {THREADS} thread(s), target 1.5; a step is one of ", end="")
    print(f"{'-'.join(map(str, SIZES))}, batch {BATCH}")
    print(f"{'':36} {'nnbook ms':>10} {'torch ms':>10} {'ratio':>6}")
    for name, dtype, pair in rows:
        ours, theirs, ratio = interleaved(*pair, rounds=50)
        print(f"{name:28}{dtype} {ours * 1e3:10.3f} ", end="")
        print(f"{theirs * 1e3:10.3f} {ratio:6.2f}", flush=True)

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

    print("\n1,000 sums by numpy alone")
    print(f"{'':26} {'kept ms':>10} {'not ms':>10} {'ratio':>6}")
    for dtype, side in itertools.product(("float32", "float64"), (32, 64)):
        pair = (sums(dtype, side, kept) for kept in (True, False))
        kept, let_go, ratio = interleaved(*pair, rounds=50)
        print(f"{dtype}, {side} by {side:<8} {kept * 1e3:10.3f} ", end="")
        print(f"{let_go * 1e3:10.3f} {ratio:6.2f}")


if __name__ == "__main__":
    main()
