"""Chapter 7's models on 20 simulated stores: what does a weak L1 do to the deep part?

`python -m tests.bench.wide_deep_stores` runs the chapter's own cells on the stores of 20
seeds: deep alone, and both with λ₁ = 10 and λ₁ = 1. Stored for each store: the factors by
which each model is off, by group of pairs; the loss on other impressions; the share of
wide weights kept, and how many of them belong to planted pairs. Two numbers are the
first and the last seed. It takes some ten minutes, writes
nnbook/results/wide_deep_stores.json after each store, and chapter 7 quotes it.
"""

import json
import sys
from pathlib import Path

import torch

from nnbook import results
from nnbook.data import apps
from tests.chapters.lesson import cells_of, executed

OUT = Path(results.__file__).parent / "wide_deep_stores.json"
STORES = 20
CELLS = """store ids-of-crosses edges batch data-of wide averaged deep wide-deep models
adagrad ftrl same-ftrl model-of optimizers-of train grid-of grid groups-of groups""".split()
CASES = {"deep": ("deep", 10), "both": ("both", 10), "both, λ₁ = 1": ("both", 1)}


def measured(c, seed):
    """The numbers of one store: {case: {name: number}}."""
    store = apps.simulate(seed=seed)
    log = store.show(400_000, seed=1)
    truth, groups = store.pair_rates(), c["groups_of"](store, log)
    data = c["data_of"](store, log)
    held_out = c["data_of"](store, store.show(100_000, seed=2))
    found = {}
    for case, (kind, l1) in CASES.items():
        model = c["train"](c["model_of"](kind, seed), data, l1=l1)
        p = c["predictions"](model, store)
        row = {g: c["factor"](p[where], truth[where]) for g, where in groups.items()}
        with torch.no_grad():
            row["loss"] = model.loss(held_out).item()
        if model.wide:
            left = (model.wide.weights["pair"] != 0).numpy().reshape(truth.shape)
            row["kept"] = left.mean()
            row["kept, planted"] = (left & groups["planted"]).sum()
        found[case] = {name: round(float(x), 5) for name, x in row.items()}
    return found


def main(first=0, last=STORES - 1):
    """Measure, print and store, store by store."""
    torch.set_num_threads(1)
    c = executed(cells_of("07_wide_and_deep"), CELLS)
    for seed in range(int(first), int(last) + 1):
        row = measured(c, seed)
        never = {case: of["never shown"] for case, of in row.items()}
        print(seed, *(f"{case} ×{x:.2f}" for case, x in never.items()), flush=True)
        rows = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
        rows = dict(sorted((rows | {str(seed): row}).items(), key=lambda r: int(r[0])))
        text = json.dumps(rows, indent=1, ensure_ascii=False)
        OUT.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
