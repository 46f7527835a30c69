"""Whether a dead ReLU unit comes back: chapter 2's experiment at three learning rates.

`python -m tests.bench.comeback` takes 20 networks of two hidden layers of 16 ReLU units
(those of `tests.bench.race`, with the same points), kills unit 0 of one layer by lowering
its bias until its highest z over all points is -0.1, and trains for 300 steps. It stores
for each start the step at which the unit is first active again, or null. Of the second
layer it does that twice: with everything learning, and with the first layer held fixed,
which is the control of why a unit comes back. It takes a minute.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

from nnbook import results
from tests.bench.race import STARTS, started, task

OUT = Path(results.__file__).parent / "comeback.json"
RATES = 0.1, 0.5, 2.0
STEPS = 300
CASES = {
    "first": (0, False),
    "second": (1, False),
    "second, first held fixed": (1, True),
}


def back_after(layer, rate, fixed=False, starts=STARTS):
    """The step at which unit 0 of this hidden layer is active again, of each start."""
    X, T = task()
    X, T = X.expand(starts, -1, -1), T.expand(starts, -1, -1)
    weights = [W.requires_grad_() for W in started(1.0, starts, depth=2)]
    biases = [torch.zeros_like(W[:, :1]).requires_grad_() for W in weights]

    def forward():
        """The net inputs of each layer, (starts, points, units)."""
        found, a = [], X
        for W, b in zip(weights, biases, strict=True):
            found.append(torch.baddbmm(b, a, W))
            a = torch.relu(found[-1])
        return found

    with torch.no_grad():
        biases[layer][:, 0, 0] -= forward()[layer][:, :, 0].amax(1) + 0.1
    learning = [*weights[fixed:], *biases[fixed:]]
    method = torch.optim.SGD(learning, rate)
    back = [None] * starts
    for step in range(STEPS):
        method.zero_grad()
        found = forward()
        highest = found[layer][:, :, 0].amax(1)
        for start in torch.nonzero(highest > 0).flatten().tolist():
            if back[start] is None:
                back[start] = step
        losses = F.binary_cross_entropy_with_logits(found[-1], T, reduction="none")
        losses.mean((1, 2)).sum().backward()  # no start hears of another one
        method.step()
    return back


def main():
    """Measure, print and store."""
    torch.set_num_threads(1)
    rows = []
    for name, (layer, fixed) in CASES.items():
        for rate in RATES:
            back = back_after(layer, rate, fixed)
            rows.append({"layer": name, "rate": rate, "back": back})
            print(rows[-1], sum(step is not None for step in back), flush=True)
    OUT.write_text(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
