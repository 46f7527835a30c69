"""Chapter 6's comparisons of what a model is given and trained on, from 20 starts.

`python -m tests.bench.retrieval_inputs` runs the chapter's own cells with other seeds, all
cases from the same starts: other features, vectors that were counted, the next watch or
a random one, example age. From 20 starts at the chapter's learning rate, and from some of
them at three times that and a third of it. Stored are the numbers of every start. It
takes most of a minute a start on a machine that is idle, and writes
nnbook/results/retrieval_inputs.json.
"""

import json
from pathlib import Path

import numpy as np
import torch

from nnbook import results
from tests.chapters.lesson import cells_of, executed

OUT = Path(results.__file__).parent / "retrieval_inputs.json"
STARTS = {0.003: 20, 0.01: 8, 0.001: 2}  # of each learning rate
CELLS = """one-stage site average claim-joint examples new fit seen hit-rate search-events variants counted
frozen ways own-question ages""".split()


class Starts:
    """The chapter's cells, and what is measured from one start."""

    def __init__(self):
        cells = cells_of("06_youtube_retrieval")
        self.c = executed(cells, CELLS)
        self.last = torch.tensor(self.c["last"].item)
        (self.fit,) = (c.source for c in cells if c.metadata.get("name") == "fit")

    def at(self, rate):
        """Have the chapter's `fit` train at this learning rate from now on."""
        before, after = self.fit.split("lr=0.003")
        exec(f"{before}lr={rate}{after}", self.c)

    def measured(self, seed):
        """{comparison: {case: numbers}} of one start."""
        parts = self.features, self.vectors, self.questions, self.age
        return {part.__name__: part(seed) for part in parts}

    @torch.no_grad()
    def rates(self, model, *batches):
        return [self.c["hit_rate"](model(batch)) for batch in batches]

    def features(self, seed):
        """Hit rates with a history and with none, by what else the model is given."""
        c, batch = self.c, self.c["rich_tests"].batch()
        nothing = torch.full_like(batch["watches"], -1)
        return {
            name: self.rates(
                c["fit"](c["new"](seed, **features), c["rich"], seed=seed),
                *(batch, batch | {"watches": nothing}),
            )
            for name, features in c["variants"].items()
        }

    def vectors(self, seed):
        """Hit rates with input vectors that are learned, counted or random."""
        c = self.c
        torch.manual_seed(1000 + seed)
        random = torch.randn(c["events"].n_items, 32)
        models = {
            "learned": c["fit"](c["new"](seed), c["examples"], seed=seed),
            "counted": c["frozen"](c["counted"], seed),
            "random": c["frozen"](random, seed),
        }
        batch = c["tests"].batch()
        return {name: self.rates(model, batch) for name, model in models.items()}

    def questions(self, seed):
        """Trained on the next watch or a random one: any watch found; NDCG of the next.

        And the weights of the ten places.
        """
        c = self.c
        tests = c["serving_examples"](
            c["known"], c["last"].user, window=10, label=c["last"].item
        )
        found = {}
        for way in c["ways"]:
            model = c["trained"](way, seed)
            with torch.no_grad():
                places = c["rank"](model(tests.batch()), self.last)
            gain = torch.where(places <= 10, 1 / torch.log2(1 + places), 0)
            weights = model.recency.softmax(0).tolist()
            found[way] = [c["own_question"](model), gain.mean().item(), *weights]
        return found

    def age(self, seed):
        """The share that a model gives to videos of the last 20 days, by age."""
        c = self.c
        draw = np.random.default_rng(seed)
        then = c["training_examples"](c["past"], draw, 20, per_user=20)
        now = c["serving_examples"](
            c["past"], np.arange(c["events"].n_users), window=20
        )
        shares = {}
        for name, numbers in (("without age", ()), ("with age", ("example_age",))):
            model = c["new"](seed, continuous=numbers)
            model = c["fit"](model, then, epochs=12, seed=seed)
            with torch.no_grad():
                p = model(now.batch()).softmax(1).mean(0).numpy()
            shares[name] = [float(share) for share in c["by_age"](p)]
        return shares


def main():
    """Measure, print and store, after each start."""
    torch.set_num_threads(1)
    starts, stored = Starts(), {}
    for rate, count in STARTS.items():
        starts.at(rate)
        rows = stored[str(rate)] = {}
        for seed in range(count):
            for part, cases in starts.measured(seed).items():
                for case, numbers in cases.items():
                    of_case = rows.setdefault(part, {}).setdefault(case, [])
                    of_case.append([round(number, 4) for number in numbers])
            OUT.write_text(json.dumps(stored) + "\n")
            print(rate, seed, flush=True)


if __name__ == "__main__":
    main()
