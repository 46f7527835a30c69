"""Where crosses win: simulated clicks with planted crosses; writes results/crosses.json.

`python -m tests.bench.crosses_results` takes a minute or two on two cores; with names
of rows it measures these again. Wide, deep and both, beside gradient boosting, on the impressions of `nnbook.data.adverts`, and on those
of the same worlds with nothing planted. Of each model's settings the one is taken that
has the largest AUC on the first world's validation part; how long to train is chosen on
the validation part of each world. The test part is looked at once. Three worlds: rules,
impressions and starts all differ.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import TargetEncoder

from nnbook import results
from nnbook.data import adverts
from nnbook.recsys.evaluation.metrics import estimate
from nnbook.recsys.studies.adverts import CROSSES, MODELS, logits, train

SEEDS = (0, 1, 2)
SIZES = {"training": 12_000, "validation": 5_000, "test": 20_000}
WORLDS = {"planted": {}, "nothing planted": {"strength": 0.0}}
TREES = [
    {"max_leaf_nodes": leaves, "learning_rate": lr}
    for leaves, lr in ((15, 0.1), (63, 0.1), (63, 0.3), (255, 0.3))
]
WIDE = [{"l1": l1} for l1 in (8.0, 16.0, 32.0)]
TOWERS = [{"deep_lr": lr, "epochs": 16} for lr in (0.05, 0.1)]
SETTINGS = {
    "gradient boosting": TREES,
    "gradient boosting, rates of the crosses": TREES,
    "wide": WIDE,
    "deep": TOWERS,
    "both": WIDE,
    "both, no crosses": TOWERS,
}
OUT = Path(results.__file__).parent / "crosses.json"


def parts(world, seed):
    """The training, validation and test part of one world, by name."""
    rules = adverts.simulate(seed=seed, **WORLDS[world])
    return {name: rules.show(n, i) for i, (name, n) in enumerate(SIZES.items())}


def keys(table):
    """A number for each pair of values, one column for each cross, (n, 6)."""
    size = max(adverts.CATEGORICAL.values())
    columns = table.categorical
    return np.stack([columns[a] * size + columns[b] for a, b in CROSSES], axis=1)


def boosting(tables, seed, rates, **settings):
    """(AUC on validation, AUC on test, trees) of the best number of trees.

    With `rates` it is given, for each cross, the rate of clicks of the pair of values
    too, from the other folds of the training part.
    """
    x = {
        name: np.column_stack([*t.categorical.values(), *t.continuous.values()])
        for name, t in tables.items()
    }
    y = {name: t.label for name, t in tables.items()}
    if rates:
        encoder = TargetEncoder(
            target_type="binary", cv=StratifiedKFold(shuffle=True, random_state=seed)
        )
        coded = {
            "training": encoder.fit_transform(keys(tables["training"]), y["training"])
        }
        for name in ("validation", "test"):
            coded[name] = encoder.transform(keys(tables[name]))
        x = {name: np.column_stack([x[name], coded[name]]) for name in x}
    model = HistGradientBoostingClassifier(
        categorical_features=range(len(adverts.CATEGORICAL)),
        max_iter=150,
        early_stopping=False,
        random_state=seed,
        **settings,
    ).fit(x["training"], y["training"])
    # Each tenth number of trees: the curve is flat.
    curves = {
        name: [
            roc_auc_score(y[name], z)
            for i, z in enumerate(model.staged_decision_function(x[name]), start=1)
            if i % 10 == 0
        ]
        for name in ("validation", "test")
    }
    best = int(np.argmax(curves["validation"]))
    return curves["validation"][best], curves["test"][best], 10 * (best + 1)


def measured(name, settings, tables, seed):
    """(AUC on validation, AUC on test, epochs or trees) of one model."""
    if name not in MODELS:
        return boosting(tables, seed, "rates" in name, **settings)
    recipe = replace(MODELS[name], **settings)
    fit, held_out, test = tables.values()
    features, model, epochs = train(recipe, fit, held_out, seed)
    auc = [
        roc_auc_score(table.label, logits(model, features.batch(table)))
        for table in (held_out, test)
    ]
    return *auc, epochs


def rows_of(world, names):
    """The rows of these names, of the worlds of this kind; printed as they come."""
    torch.set_num_threads(1)
    tables = [parts(world, seed) for seed in SEEDS]
    tests = [t["test"] for t in tables]
    oracle = [roc_auc_score(test.label, test.rate) for test in tests]
    rows = {"oracle": {"auc": rounded(oracle)}}
    for name in names:
        grid = SETTINGS[name]
        tried = [measured(name, settings, tables[0], 0) for settings in grid]
        best = max(range(len(grid)), key=lambda i: tried[i][0])
        others = [measured(name, grid[best], tables[seed], seed) for seed in SEEDS[1:]]
        validation, auc, steps = zip(tried[best], *others, strict=True)
        rows[name] = {
            "auc": rounded(auc),
            "validation": rounded(validation),
            "steps": steps,
            "settings": grid[best],
            "tried": rounded(v for v, _, _ in tried),
        }
        print(world, name, rows[name], flush=True)
    return rows


def rounded(values):
    """With four digits."""
    return [round(float(x), 4) for x in values]


def above(row, other):
    """By how much one row's AUC is larger, world by world, with the standard error.

    What makes one world harder than another cancels.
    """
    over = estimate(np.subtract(row["auc"], other["auc"]))
    return dict(zip(over._fields, rounded(over), strict=True))


def main(names):
    """Measure the rows of these names, or all, and store them."""
    names = names or [*SETTINGS]
    stored = {"seeds": SEEDS, "sizes": SIZES} | {w: {} for w in WORLDS}
    if set(names) < set(SETTINGS) and OUT.exists():
        stored = json.loads(OUT.read_text())
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = pool.map(rows_of, WORLDS, [names] * len(WORLDS))
        for world, rows in zip(WORLDS, found, strict=True):
            rows = stored[world] | rows
            stored[world] = {name: rows[name] for name in ("oracle", *SETTINGS)}
            for name in SETTINGS:
                rows[name]["both over"] = above(rows["both"], rows[name])
    OUT.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
