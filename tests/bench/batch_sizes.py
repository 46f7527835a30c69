"""Many rough steps or few exact ones: chapter 3's moons, sizes of mini-batches compared.

`python -m tests.bench.batch_sizes` trains the chapter's 2-8-1 network on 200 moons by
plain SGD, 20 starts for each learning rate, and stores the loss on all 200 examples at
the end. Batches of 200, 20 and 2 look at each example 60 times; the control takes as many
steps as the small batches do, each on all 200, so that only the roughness of a step
differs. It takes a minute and writes nnbook/results/batch_sizes.json. Chapter 3 shows it.
"""

import json
from pathlib import Path

import numpy as np

from nnbook import results

OUT = Path(results.__file__).parent / "batch_sizes.json"
STARTS, EXAMPLES, HIDDEN, EPOCHS = 20, 200, 8, 60
RATES = (0.1, 0.3, 1, 3, 10, 30)
# (examples in a batch, epochs): as many looks at the examples, then as many steps
SETTINGS = ((200, 60), (20, 60), (2, 60), (200, 600), (200, 6000))


def moons(n, rng, noise=0.15):
    """The chapter's two half circles: points (n, 2) and labels (n,), 0 or 1."""
    angle, y = rng.uniform(0, np.pi, n), rng.integers(2, size=n)
    circle = np.c_[np.cos(angle), np.sin(angle)]
    X = circle * (1 - 2 * y[:, None]) + np.c_[y, 0.5 * y]
    return X + noise * rng.normal(size=X.shape), y.astype(float)


def forward(parts, X):
    """Hidden values (starts, n, 8) and outputs (starts, n) of X (starts, n, 2)."""
    W, b, v, c = parts
    a = np.tanh(X @ W.transpose(0, 2, 1) + b[:, None])
    return a, (a @ v[:, :, None])[:, :, 0] + c


def slopes(parts, X, y):
    """The gradients of the mean cross-entropy for W, b, v and c, for each start."""
    a, z = forward(parts, X)
    delta = (np.exp(-np.logaddexp(0, -z)) - y) / y.shape[1]  # σ(z) - y, never inf
    back = delta[:, :, None] * parts[2][:, None] * (1 - a**2)
    of_v = (a * delta[:, :, None]).sum(1)
    return back.transpose(0, 2, 1) @ X, back.sum(1), of_v, delta.sum(1, keepdims=True)


def losses(size, epochs, rate, starts=STARTS):
    """Train all starts at once; the loss of each on all examples, shape (starts,)."""
    X, y = moons(EXAMPLES, np.random.default_rng(0))
    rngs = [np.random.default_rng(seed) for seed in range(1, starts + 1)]
    theta = np.array([r.normal(scale=0.5, size=4 * HIDDEN + 1) for r in rngs])
    W, b, v, c = np.split(theta, [2 * HIDDEN, 3 * HIDDEN, 4 * HIDDEN], axis=1)
    parts = [W.reshape(-1, HIDDEN, 2), b, v, c]
    for _ in range(epochs):
        order = np.array([r.permutation(EXAMPLES) for r in rngs])
        for i in range(0, EXAMPLES, size):
            batch = order[:, i : i + size]
            found = slopes(parts, X[batch], y[batch])
            parts = [p - rate * g for p, g in zip(parts, found, strict=True)]
    z = forward(parts, np.tile(X, (starts, 1, 1)))[1]
    return (np.logaddexp(0, z) - y * z).mean(1)


def main():
    """Measure, print and store."""
    rows = []
    for size, epochs in SETTINGS:
        for rate in RATES:
            found = losses(size, epochs, rate)
            steps = epochs * EXAMPLES // size
            row = {"size": size, "steps": steps, "rate": rate}
            rows.append(row | {"loss": [float(f"{x:.3g}") for x in found]})
            print(row, np.quantile(found, (0, 0.25, 0.5, 0.75, 1)).round(4), flush=True)
    OUT.write_text(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
