"""What chapter 2 says of logistic networks of one, two and three hidden layers.

`python -m tests.bench.logistic_depths` trains those of the race (`tests.bench.race`: 16
units a layer, the same points, starts and 500 steps) with more learning rates, since a
depth may need another one: the logistic function, and as controls tanh, and the logistic
function with four times its slope. It stores the share of right answers of each start in
nnbook/results/logistic_depths.json. It takes some three minutes.
"""

import json
from pathlib import Path

import numpy as np
import torch

from nnbook import results
from tests.bench.race import CONTROLS, RACE, right

OUT = Path(results.__file__).parent / "logistic_depths.json"
STEEP = "4 (σ − 1/2)"
FUNCTIONS = {name: RACE[name] for name in ("logistic", "tanh")}
FUNCTIONS[STEEP] = CONTROLS[STEEP]
RATES = 0.1, 0.5, 2.0, 8.0, 30.0


def main():
    """Measure, print and store."""
    torch.set_num_threads(1)
    rows = []
    for name, f in FUNCTIONS.items():
        for depth in (1, 2, 3):
            for rate in RATES:
                found = right(f, "SGD", rate, depth=depth)
                row = {"f": name, "depth": depth, "rate": rate}
                rows.append(row | {"right": found.round(3).tolist()})
                print(row, np.median(found), found.min(), found.max(), flush=True)
    OUT.write_text(json.dumps(rows, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
