"""Chapter 6's comparisons of losses, limits and ways to serve, from several starts.

`python -m tests.bench.retrieval_starts` runs the chapter's own cells with other seeds, all
cases from the same starts. Stored are the rates of every start and, for the pairs that
the chapter compares, the mean difference with its standard error over people, each with
their mean over the starts, and over starts. It takes half a minute a start on a machine
that is idle, and writes nnbook/results/retrieval_starts.json, which chapter 6 quotes.
"""

import json
from pathlib import Path

import numpy as np
import torch

from nnbook import results
from nnbook.recsys.features.examples import training_examples
from tests.bench.last_layer import difference
from tests.chapters.lesson import cells_of, executed

OUT = Path(results.__file__).parent / "retrieval_starts.json"
STARTS = 20
CELLS = """one-stage site average examples new fit seen hit-rate claim-joint softmax-loss
first-training sampled-loss same-sampled
with-sampled""".split()


class Some:
    """Examples of these rows alone."""

    def __init__(self, examples, rows):
        self.examples, self.rows = examples, rows

    def __len__(self):
        return len(self.rows)

    def batch(self, chosen):
        return self.examples.batch(self.rows[chosen])


class Starts:
    """The chapter's cells, and what is measured from one start."""

    def __init__(self):
        self.c = executed(cells_of("06_youtube_retrieval"), CELLS)
        self.watches = self.c["tests"].batch()["watches"]
        self.label = torch.tensor(self.c["last"].item)

    def places(self, scores):
        return self.c["rank"](scores, self.label)

    def found(self, model, **batch):
        """For each person: is the last watch among the ten best unseen videos?"""
        with torch.no_grad():
            scores = model(batch or {"watches": self.watches})
        return (self.places(scores) <= 10).numpy()

    def measured(self, seed):
        """Losses, tables, limits; and how the first model's vectors are served."""
        c = self.c
        fit, new, examples = c["fit"], c["new"], c["examples"]
        models = {
            "full": fit(new(seed), examples, seed=seed),
            "corrected": c["with_sampled"](c["sampler"].log_q, seed),
            "as drawn": c["with_sampled"](torch.zeros(c["events"].n_items), seed),
        }
        draw = np.random.default_rng(seed)
        few = training_examples(c["known"], draw, 20, 5)
        every = training_examples(c["known"], draw, 20, None)
        as_many = Some(every, draw.choice(len(every), len(few), replace=False))
        models["at most 5"] = fit(new(seed), few, seed=seed)
        models["as many of all"] = fit(new(seed), as_many, seed=seed)
        hits = {name: self.found(model) for name, model in models.items()}
        with_hidden = fit(new(seed), examples, self.hiding(seed), seed=seed)
        nothing = {"watches": torch.full_like(self.watches, -1)}
        hits["nothing known"] = self.found(models["full"], **nothing)
        hits["nothing known, met"] = self.found(with_hidden, **nothing)
        return hits, self.served(models["full"], hits) | {
            f"watched, {name}": self.watched(models[name])
            for name in ("full", "corrected", "as drawn")
        }

    def hiding(self, seed):
        """The chapter's loss, with the watches of every tenth example hidden."""
        g = torch.Generator().manual_seed(seed)

        def loss(model, batch):
            hidden = torch.rand(len(batch["label"]), generator=g) < 0.1
            watches = batch["watches"].masked_fill(hidden[:, None], -1)
            return model.loss(batch | {"watches": watches})

        return loss

    def watched(self, model):
        """How often the ten best were watched in training, on average."""
        with torch.no_grad():
            scores = model({"watches": self.watches})
        top = scores.masked_fill(self.c["seen"], -torch.inf).topk(10).indices
        return self.c["counts"][top].mean()

    @torch.no_grad()
    def served(self, full, hits):
        """Cosine, lengths and promises of the first model; adds to the hits."""
        U, V = full.user_vectors({"watches": self.watches}), full.items.weight
        length = V.norm(dim=1)
        hits["cosine"] = (self.places(U @ V.T / length) <= 10).numpy()
        popular = torch.tensor(np.log1p(self.c["counts"])).float()
        numbers = {}
        for name, x in (("length", length), ("mean score", V @ U.mean(0))):
            r = torch.corrcoef(torch.stack([x, popular]))[0, 1]
            numbers[f"{name} and log popularity"] = r.item()
        one, mean = full.history(self.watches[:, :1]), full.history(self.watches)
        short = one * mean.norm(dim=1).mean() / one.norm(dim=1, keepdim=True)
        for name, history in (("one", one), ("one, short", short), ("20", mean)):
            z = full.tower(history) @ V.T
            p = z.masked_fill(self.c["seen"], -torch.inf).softmax(1)
            numbers[f"promised, {name}"] = p.topk(10).values.sum(1).mean().item()
            hits[f"promised, {name}"] = (self.places(z) <= 10).numpy()
        return numbers


# The pairs that the chapter compares: the first minus the second.
PAIRS = [
    ("full", "corrected"),
    ("corrected", "as drawn"),
    ("as many of all", "at most 5"),
    ("full", "at most 5"),
    ("full", "cosine"),
    ("nothing known, met", "nothing known"),
    ("promised, one, short", "promised, one"),
]


def summary(popularity, hits, numbers):
    """The JSON: rates and numbers by start, and differences of the chapter's pairs."""
    arrays = {name: np.array(rows, float) for name, rows in hits.items()}
    rates = {name: array.mean(1).round(4).tolist() for name, array in arrays.items()}
    numbers = {name: np.round(row, 4).tolist() for name, row in numbers.items()}
    over = {f"{a} over {b}": difference(arrays[a], arrays[b]) for a, b in PAIRS}
    return {"popularity": popularity, "rates": rates, "numbers": numbers, "over": over}


def main():
    """Measure, print and store, from the second start on after each."""
    torch.set_num_threads(1)
    starts = Starts()
    popular = (starts.places(starts.c["popular"]) <= 10).float().mean().item()
    hits, numbers = {}, {}
    for seed in range(STARTS):
        for kept, new in zip((hits, numbers), starts.measured(seed), strict=True):
            for name, value in new.items():
                kept.setdefault(name, []).append(value)
        if seed:
            stored = summary(round(popular, 4), hits, numbers)
            OUT.write_text(json.dumps(stored, indent=1) + "\n")
        print(seed, flush=True)


if __name__ == "__main__":
    main()
