"""What does a wrong rule cost? Chapter 4's planted bug, in networks that train with it.

`python -m tests.bench.wrong_transpose` trains networks on the chapter's three spiral arms
by gradient descent: 2 inputs, one or three square layers of 24 tanh units above a first
one, 3 classes. Once with the right rules, once with the chapter's `wrong_linear` in the
square layers, which sends back g wᵀ in place of g w; nothing else differs. 20 starts for
each learning rate, the loss after 500 steps. It takes some ten minutes and writes
nnbook/results/wrong_transpose.json. Chapter 4 shows it.
"""

import json
from pathlib import Path

import numpy as np

from nnbook import nn, ops, results
from nnbook.tensor import record

OUT = Path(results.__file__).parent / "wrong_transpose.json"
STARTS, STEPS, WIDTH = 20, 500, 24
RATES = (0.1, 0.3, 1, 3)


def wrong_linear(x, w, b):
    """The chapter's planted bug: a transpose too many towards x."""
    value, _, to_w, to_b = ops.linear(x, w, b)
    return value, lambda g: g @ w.T, to_w, to_b


def spiral(n, rng, noise=0.1):
    """The chapter's three arms: points (3n, 2) and classes as rows of 0 and 1."""
    arm = np.repeat([0, 1, 2], n)
    r = np.tile(np.linspace(0.1, 1, n), 3)
    angle = 4 * r + 2 * np.pi / 3 * arm + noise * rng.normal(size=3 * n)
    return np.c_[r * np.cos(angle), r * np.sin(angle)], np.eye(3)[arm]


def loss(start, rate, square, op):
    """Train one network whose square layers are `op`; its loss at the end."""
    X, T = spiral(60, np.random.default_rng(0))
    rng = np.random.default_rng(start)
    first, last = nn.Linear(2, WIDTH, rng), nn.Linear(WIDTH, 3, rng)
    between = [nn.Linear(WIDTH, WIDTH, rng) for _ in range(square)]
    tanh = ops.ACTIVATION_OPS["tanh"]
    parameters = [p for layer in (first, *between, last) for p in layer.parameters()]
    for _ in range(STEPS):
        h = record(tanh, first(X))
        for layer in between:
            h = record(tanh, record(op, h, layer.W, layer.b))
        found = nn.softmax_cross_entropy(last(h), T)
        for p in parameters:
            p.grad = None
        found.backward()
        for p in parameters:
            p.data = p.data - rate * p.grad
    return found.item()


def main():
    """Measure, print and store."""
    rows = []
    for square in (1, 3):
        for name, op in (("right", ops.linear), ("wrong", wrong_linear)):
            for rate in RATES:
                row = {"square": square, "rule": name, "rate": rate}
                found = [loss(start, rate, square, op) for start in range(STARTS)]
                rows.append(row | {"loss": [float(f"{x:.3g}") for x in found]})
                print(row, np.quantile(found, (0, 0.5, 1)).round(4), flush=True)
    OUT.write_text(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
