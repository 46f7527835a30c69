"""Chapter 6's comparisons at other learning rates than the chapter's, from some starts.

`python -m tests.bench.retrieval_rates` repeats what retrieval_inputs and retrieval_starts
compare at a third of the chapter's rate and at three times it, from the first of their
starts. It takes some two minutes a start on a machine that is idle, and writes
nnbook/results/retrieval_rates.json, which chapter 6 quotes.
"""

import json
from pathlib import Path

import torch

from nnbook import results
from tests.bench import retrieval_inputs, retrieval_starts

OUT = Path(results.__file__).parent / "retrieval_rates.json"
STARTS, RATES = 5, (0.001, 0.01)


class AtRate:
    """Both benches at one learning rate."""

    def __init__(self, rate):
        self.inputs = retrieval_inputs.Starts(rate)
        self.starts = retrieval_starts.Starts(rate)

    def measured(self, seed):
        """{comparison: {case: numbers}} of one start."""
        models = self.starts.models(seed)
        hits = {name: [self.starts.found(m).mean()] for name, m in models.items()}
        return {"models": hits} | self.inputs.measured(seed)


def main():
    """Measure, print and store, after each start."""
    torch.set_num_threads(1)
    benches, stored = {rate: AtRate(rate) for rate in RATES}, {}
    for seed in range(STARTS):
        for rate, bench in benches.items():
            for part, cases in bench.measured(seed).items():
                for case, numbers in cases.items():
                    of_part = stored.setdefault(str(rate), {}).setdefault(part, {})
                    rows = of_part.setdefault(case, [])
                    rows.append([round(float(number), 4) for number in numbers])
            print(seed, rate, flush=True)
        OUT.write_text(json.dumps(stored) + "\n")


if __name__ == "__main__":
    main()
