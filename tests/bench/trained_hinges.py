"""How close does training come to the curve of chapter 3, and what does it cost?

`python -m tests.bench.trained_hinges` trains the chapter's ReLU networks of one hidden
layer on its 101 points of sin 2x, with Adam, and stores how far each is off at most:
20 starts for each width, learning rate and budget. The chapter's own budget is 1,500
steps at one rate; the larger one has 6,000 steps whose rate falls to 0 in a straight line.
At 16 units the two differences between them come one by one, too, and with hinges that
start where the network that is built by hand has them. It takes some five minutes and
writes nnbook/results/trained_hinges.json. Chapter 3 shows it.
"""

import json
from pathlib import Path

import numpy as np

from nnbook import nn, results

OUT = Path(results.__file__).parent / "trained_hinges.json"
STARTS = 20
RATES = (0.003, 0.01, 0.03, 0.1)
BUDGETS = ((1500, False), (6000, True))
BETA1, BETA2, EPS = 0.9, 0.999, 1e-8
LINE = np.linspace(-np.pi, np.pi, 1001)


def curve(x):
    """What is to be learned."""
    return np.sin(2 * x)


def started(width, starts, placed):
    """The chapter's random weights, one start a row: w, b (starts, width), v, c."""
    rows = []
    for seed in range(starts):
        r = np.random.default_rng(seed)
        first, last = nn.Linear(1, width, r), nn.Linear(width, 1, r)
        w, b = first.W.data[:, 0], r.uniform(-3, 3, width)
        if placed:  # z = w (x - knot) is 0 at the knot
            b = -w * np.linspace(-np.pi, np.pi, width + 1)[:-1]
        rows.append((w, b, last.W.data[0], last.b.data))
    return [np.array(part) for part in zip(*rows, strict=True)]


def slopes(parts, x, y):
    """The gradients of the mean squared error for w, b, v and c, for each start."""
    w, b, v, c = parts
    z = w[:, :, None] * x + b[:, :, None]  # (starts, width, points)
    a = np.maximum(z, 0)
    delta = 2 / len(x) * ((v[:, None, :] @ a)[:, 0] + c - y)
    back = (z > 0) * (v[:, :, None] * delta[:, None, :])
    of_v = (a @ delta[:, :, None])[:, :, 0]
    return back @ x, back.sum(2), of_v, delta.sum(1, keepdims=True)


def off(width, rate, steps, falling, placed=False, starts=STARTS):
    """Train all starts at once; the largest error of each on the line."""
    x = LINE[::10]
    y = curve(x)
    parts = started(width, starts, placed)
    m, s = [0.0] * 4, [0.0] * 4
    for t in range(1, steps + 1):
        now = rate * (1 - (t - 1) / steps) if falling else rate
        for i, g in enumerate(slopes(parts, x, y)):
            m[i] = BETA1 * m[i] + (1 - BETA1) * g
            s[i] = BETA2 * s[i] + (1 - BETA2) * g**2
            root = np.sqrt(s[i] / (1 - BETA2**t)) + EPS
            parts[i] = parts[i] - now * m[i] / (1 - BETA1**t) / root
    w, b, v, c = parts
    a = np.maximum(w[:, :, None] * LINE + b[:, :, None], 0)
    return np.abs((v[:, None, :] @ a)[:, 0] + c - curve(LINE)).max(1)


def settings():
    """(width, steps, falling, placed): the chapter's, then the controls at 16."""
    for width in (16, 4, 8, 32, 64):
        yield from ((width, *budget, False) for budget in BUDGETS)
    yield from ((16, 1500, True, False), (16, 6000, False, False))
    yield from ((16, *budget, True) for budget in BUDGETS)


def main():
    """Measure, print and store."""
    rows = []
    for width, steps, falling, placed in settings():
        for rate in RATES:
            row = dict(width=width, steps=steps, falling=falling, placed=placed)
            found = off(width, rate, steps, falling, placed)
            rows.append(row | {"rate": rate, "off": found.round(4).tolist()})
            print(
                row, rate, np.median(found).round(3), found.min().round(3), flush=True
            )
    OUT.write_text(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
