"""What the race of chapter 2 owes to f, and what to its start and its optimizer.

`python -m tests.bench.race` trains the seven networks of the race, three hidden layers of
16 units on 500 points in and out of a circle, for the chapter's 500 steps: 20 starts with
each of three learning rates. And the controls of why the logistic one fails: Adam in the
place of gradient descent, and the two halves of Adam alone (RMSprop divides by the size of
the gradients, momentum adds up steps), the same start with the hidden weights times 4 root 3, which
makes up for slopes of 1/4 and for the start of torch, and the logistic function moved to 0
without and with four times its slope. It stores the share of right answers of each start
in nnbook/results/race.json. It takes some five minutes. Chapter 2 shows it.
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from nnbook import results

OUT = Path(results.__file__).parent / "race.json"
STARTS, WIDTH, DEPTH, STEPS = 20, 16, 3, 500
# {name: (optimizer of torch, its options, learning rates)}
OPTIMIZERS = {
    "SGD": ("SGD", {}, (0.1, 0.5, 2.0)),
    "Adam": ("Adam", {}, (0.003, 0.01, 0.03)),
    "Momentum": ("SGD", {"momentum": 0.9}, (0.03, 0.1, 0.5, 2.0)),
    "RMSprop": ("RMSprop", {}, (0.003, 0.01, 0.03)),
}
RACE = {
    "nothing": lambda z: z,
    "logistic": torch.sigmoid,
    "tanh": torch.tanh,
    "ReLU": torch.relu,
    "Leaky ReLU": F.leaky_relu,
    "GELU": F.gelu,
    "SiLU": F.silu,
}
CONTROLS = {
    "σ − 1/2": lambda z: torch.sigmoid(z) - 0.5,
    "4 (σ − 1/2)": lambda z: 4 * (torch.sigmoid(z) - 0.5),
}
LARGER = 4 * 3**0.5  # Linear starts with a variance of 1/(3n); 4 undoes a slope of 1/4


def task():
    """500 points, and 1 for those inside the circle."""
    points = np.random.default_rng(2).normal(size=(500, 2))
    inside = np.hypot(points[:, 0], points[:, 1]) < 1.2
    return torch.tensor(points), torch.tensor(inside[:, None] * 1.0)


def started(factor, starts, depth=DEPTH):
    """The chapter's networks: W (starts, inputs, outputs) of each layer; no biases."""
    networks = []
    for seed in range(starts):
        torch.manual_seed(seed)
        sizes = pairwise([2] + [WIDTH] * depth + [1])
        layers = [nn.Linear(n, m, dtype=torch.float64) for n, m in sizes]
        networks.append([layer.weight.T.detach() for layer in layers])
    weights = [torch.stack(same) for same in zip(*networks, strict=True)]
    return [factor * W for W in weights[:-1]] + weights[-1:]


def right(f, optimizer, rate, factor=1.0, starts=STARTS, depth=DEPTH):
    """Train all starts at once; the share of right answers of each."""
    X, T = task()
    weights = [W.requires_grad_() for W in started(factor, starts, depth)]
    biases = [torch.zeros_like(W[:, :1]).requires_grad_() for W in weights]

    def answers():
        a = X.expand(starts, -1, -1)
        for W, b in zip(weights[:-1], biases[:-1], strict=True):
            a = f(torch.baddbmm(b, a, W))
        return torch.baddbmm(biases[-1], a, weights[-1])

    method, options, _ = OPTIMIZERS[optimizer]
    method = getattr(torch.optim, method)(weights + biases, rate, **options)
    wanted = T.expand(starts, -1, -1)
    for _ in range(STEPS):
        method.zero_grad()
        losses = F.binary_cross_entropy_with_logits(answers(), wanted, reduction="none")
        losses.mean((1, 2)).sum().backward()  # no start hears of another one
        method.step()
    with torch.no_grad():
        return ((answers() > 0) == (T > 0.5)).double().mean((1, 2)).numpy()


def cases():
    """(name, f, optimizer, factor on the hidden weights): the logistic one's first."""
    logistic = RACE["logistic"]
    yield "logistic", logistic, "SGD", 1.0
    yield "logistic", logistic, "SGD", LARGER
    for optimizer in ("Adam", "RMSprop", "Momentum"):
        yield "logistic", logistic, optimizer, 1.0
    yield from ((name, f, "SGD", 1.0) for name, f in CONTROLS.items())
    yield from ((n, f, "SGD", 1.0) for n, f in RACE.items() if n != "logistic")


def main():
    """Measure, print and store."""
    torch.set_num_threads(1)
    rows = []
    for name, f, optimizer, factor in cases():
        for rate in OPTIMIZERS[optimizer][2]:
            found = right(f, optimizer, rate, factor)
            row = {"f": name, "optimizer": optimizer, "factor": round(factor, 3)}
            rows.append(row | {"rate": rate, "right": found.round(3).tolist()})
            print(row, rate, np.median(found), found.min(), found.max(), flush=True)
    OUT.write_text(json.dumps(rows, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
