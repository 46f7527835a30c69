"""A linear last layer, or a ReLU as in the paper: which finds more next watches?

`python -m tests.bench.last_layer` trains chapter 6's first network on the chapter's site,
as the chapter does: with the book's linear last layer, and with the ReLU that Covington,
Adams & Sargin (2016, section 3.5) have there. Hit rates at 10, from 20 starts at three
learning rates, and at one with vectors of 64 numbers instead of 32. Then the difference
of the two, with 32 each at its best rate: its standard error over people, each with
their mean over the starts, and over starts. It takes some fifteen minutes and writes
nnbook/results/last_layer.json. Chapter 6 shows it.
"""

import json
from pathlib import Path

import numpy as np
import torch

from nnbook import results
from nnbook.data.splits import leave_last_out
from nnbook.data.videos import simulate
from nnbook.recsys.features.examples import serving_examples, training_examples
from nnbook.recsys.models.candidate_generator import CandidateGenerator

OUT = Path(results.__file__).parent / "last_layer.json"
STARTS = range(20)
SETTINGS = ((32, 0.003), (32, 0.01), (32, 0.001), (64, 0.003))  # numbers, learning rate
LAYERS = ("linear", "ReLU")


class Site:
    """The chapter's site, cut before everybody's last watch."""

    def __init__(self):
        site = simulate(n_users=2000, n_videos=1000, watches_per_user=40, seed=6)
        events = site.interactions().in_order()
        known, self.last = leave_last_out(events)
        self.n_items = events.n_items
        rng = np.random.default_rng(2016)
        self.examples = training_examples(known, rng, window=20, per_user=20)
        tests = serving_examples(known, self.last.user, window=20)
        self.tests = tests.batch()
        seen = np.zeros((events.n_users, events.n_items), bool)
        seen[known.user, known.item] = True
        self.seen = torch.tensor(seen[self.last.user])

    def hits(self, scores):
        """For each person: is the last watch among the ten best unseen videos?"""
        scores = scores.masked_fill(self.seen, -torch.inf)
        own = scores.gather(1, torch.tensor(self.last.item)[:, None])
        return ((~(scores < own)).sum(1) <= 10).numpy()  # where all are NaN, nobody's

    def trained(self, layer, dim, lr, seed, epochs=8):
        """The chapter's `fit` of the chapter's network."""
        torch.manual_seed(seed)
        model = CandidateGenerator(self.n_items, dim, hidden=(64,))
        if layer == "ReLU":
            model.tower.append(torch.nn.ReLU())
        adam = torch.optim.Adam(model.parameters(), lr=lr)
        order = np.random.default_rng(seed)
        for _ in range(epochs):
            shuffled = order.permutation(len(self.examples))
            for rows in np.array_split(shuffled, len(self.examples) // 256):
                adam.zero_grad()
                model.loss(self.examples.batch(rows)).backward()
                adam.step()
        return model

    def measured(self, layer, dim, lr, seed):
        """Hits of all people, and the share of dimensions that are 0 for everybody."""
        model = self.trained(layer, dim, lr, seed)
        with torch.no_grad():
            u = model.user_vectors(self.tests)
            hits = self.hits(u @ model.item_vectors().T)
        return hits, (u == 0).all(0).float().mean().item()


def difference(hits, others):
    """Of two (starts, people): mean, and its error over people and over starts."""
    over = hits.astype(float) - others
    starts = over.mean(1)
    return {
        "mean": round(over.mean(), 4),
        "error over people": round(over.mean(0).std(ddof=1) / over.shape[1] ** 0.5, 4),
        "error over starts": round(starts.std(ddof=1) / len(starts) ** 0.5, 4),
    }


def main():
    """Measure, print and store."""
    torch.set_num_threads(1)
    site = Site()
    rows, hits = [], {}
    for dim, lr in SETTINGS:
        for layer in LAYERS:
            found = [site.measured(layer, dim, lr, seed) for seed in STARTS]
            hits[layer, dim, lr] = np.array([hit for hit, _ in found])
            zero = np.mean([zero for _, zero in found])
            row = {"layer": layer, "dim": dim, "lr": lr, "always 0": round(zero, 3)}
            row["HR@10"] = hits[layer, dim, lr].mean(1).round(4).tolist()
            rows.append(row)
            print(row, np.mean(row["HR@10"]).round(4), flush=True)

    def best(layer):
        return max((hits[layer, 32, lr] for lr in (0.001, 0.003, 0.01)), key=np.mean)

    over = {
        "32, best rate of each": difference(best("linear"), best("ReLU")),
        "64": difference(hits["linear", 64, 0.003], hits["ReLU", 64, 0.003]),
    }
    print(over)
    stored = {"rows": rows, "linear over ReLU": over}
    OUT.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main()
