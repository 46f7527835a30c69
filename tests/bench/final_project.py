"""The final project, solved on three simulated sites.

`python -m tests.bench.final_project` runs the solutions of its steps one after the
other, has each judged by its checks, measures what else the chapter tells of, and
writes results/final_project.json. It takes about a minute.
"""

import json
import time
from pathlib import Path

import nbformat
import numpy as np

from nnbook import results
from nnbook.grading.exercise import load
from nnbook.grading.grader import grade_namespace
from press.book import book_folder

OUT = Path(results.__file__).parent / "final_project.json"
NOTEBOOK = book_folder() / "chapters" / "final_project.ipynb"
SEEDS = (8, 9, 10)
STEPS = [
    f"project-{name}"
    for name in (
        "split",
        "popular",
        "examples",
        "generator",
        "candidates",
        "minutes",
        "page",
    )
]


def ground(seed):
    """What the chapter gives: its tools, and its site, drawn with another seed."""
    namespace = {}
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.metadata.get("name") in ("tools", "site", "pages"):
            exec(cell.source.replace("seed=8", f"seed={seed}"), namespace)
    return namespace


def verdict(step, namespace):
    """The Result of a step's checks on what is defined so far."""
    return grade_namespace(namespace, load(step).checks)


def solve(namespace, steps=STEPS):
    """Run the solutions of the steps; raises ValueError where one does not pass."""
    for step in steps:
        exec(load(step).solution, namespace)
        result = verdict(step, namespace)
        if result.status != "passed":
            raise ValueError(result.text(step))


def measured(ns):
    """Minutes and recall of a solved project, and of what it is compared with."""
    project, site, pages = ns["project"], ns["site"], ns["pages"]
    shown = site.impressions
    own = np.isin(shown.page, pages.page)
    minutes = {"the site's own page": shown.expected_watch_time[own].mean()}
    minutes |= ns["report"]

    # The same ranker, trained on clicks alone.
    clicks = dict(ns)
    clicks["impressions"] = ByClicks(ns["impressions"])
    exec(load("project-minutes").solution, clicks)
    exec(load("project-page").solution, clicks)
    minutes["two stages, by clicks"] = clicks["report"]["two stages"]

    of_candidates = project.true_minutes(site, pages, ns["candidates"])
    best = np.sort(of_candidates, axis=1)[:, -10:]
    minutes["best of the candidates"] = best.mean()
    wanted = project.next_watch(ns["events"], pages)
    recall = {
        "popularity": project.recall(ns["popular"], wanted),
        "generator": project.recall(ns["candidates"], wanted),
    }
    return {name: float(value) for name, value in minutes.items()}, recall


class ByClicks:
    """The module `impressions`, but its examples count each click as one minute."""

    def __init__(self, module):
        self.module = module

    def __getattr__(self, name):
        """Everything else is the module's."""
        return getattr(self.module, name)

    def impression_examples(self, *args):
        """The examples with clicks in place of minutes."""
        examples = self.module.impression_examples(*args)
        return examples | {"watch_time": examples["clicked"] * 1.0}


def main():
    """Solve, measure, print and store."""
    rows = []
    for seed in SEEDS:
        start = time.perf_counter()
        namespace = ground(seed)
        solve(namespace)
        print(f"seed {seed}: {time.perf_counter() - start:.0f} s")
        rows.append(measured(namespace))
    stored = {
        "seeds": SEEDS,
        "steps passed": len(STEPS),
        "minutes": {n: [round(m[n], 4) for m, _ in rows] for n in rows[0][0]},
        "recall": {n: [round(r[n], 4) for _, r in rows] for n in rows[0][1]},
    }
    OUT.write_text(json.dumps(stored, indent=1) + "\n")
    print(json.dumps(stored, indent=1))


if __name__ == "__main__":
    main()
