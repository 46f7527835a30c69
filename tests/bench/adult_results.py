"""Wide, deep and both on UCI Adult, beside sober baselines; writes results/adult.json.

`python -m tests.bench.adult_results` (some ten minutes) needs the data, see
nnbook.data.download; with names of rows it measures these again. Every choice, the number
of epochs too, is made on a validation part of the training file; then each model is
trained on all of that file and measured once on the official test file. Three seeds,
which are three validation parts, too.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from nnbook import results
from nnbook.data import adult
from nnbook.recsys.evaluation.clicks import scores
from nnbook.recsys.studies.adult import ABLATIONS, MODELS
from nnbook.recsys.training.wide_deep import logits, split, train

SEEDS = (0, 1, 2)
MAX_EPOCHS = 24
OUT = Path(results.__file__).parent / "adult.json"


def boosting(seed, **settings):
    """Gradient-boosted trees, categories as categories."""
    n = len(adult.CATEGORICAL)
    encode = make_column_transformer(
        (
            OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
            slice(n),
        ),
        remainder="passthrough",
    )
    trees = HistGradientBoostingClassifier(
        categorical_features=range(n), random_state=seed, **settings
    )
    return make_pipeline(encode, trees)


def logistic(seed):
    """Logistic regression: categories one-hot, numbers standardized."""
    n = len(adult.CATEGORICAL)
    encode = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), slice(n)),
        remainder=StandardScaler(),
    )
    return make_pipeline(encode, LogisticRegression(max_iter=2000, random_state=seed))


# The tuned one was the best of six settings on validation data.
BASELINES = {
    "logistic regression": logistic,
    "gradient boosting": boosting,
    "gradient boosting, tuned": lambda seed: boosting(
        seed,
        **{"learning_rate": 0.05, "max_iter": 300, "max_leaf_nodes": 15},
        **{"l2_regularization": 1.0, "min_samples_leaf": 5, "early_stopping": False},
    ),
}


def table(people):
    """The columns as one array of objects, categories first."""
    columns = {**people.categorical, **people.continuous}
    return np.column_stack([columns[n].astype(object) for n in columns])


def baseline(make, seed, fit, held_out):
    """A scikit-learn model's scores on people that it has not seen."""
    model = make(seed).fit(table(fit), fit.label)
    p = model.predict_proba(table(held_out))[:, 1]
    return scores(np.log(p / (1 - p)), held_out.label)


def validated(recipe, people):
    """The mean validation scores after the best number of epochs, and that number."""
    curves = []
    for seed in SEEDS:
        fit, held_out = split(people, seed)
        curve = []

        def note(features, model, held_out=held_out, curve=curve):
            z = logits(features, model, held_out)
            curve.append([*scores(z, held_out.label).values()])

        train(replace(recipe, epochs=MAX_EPOCHS), fit, seed, note)
        curves.append(curve)
    auc, accuracy = np.mean(curves, axis=0).T
    best = int(auc.argmax())
    found = {"auc": auc[best], "accuracy": accuracy[best]}
    return {name: round(float(v), 4) for name, v in found.items()} | {
        "epochs": best + 1
    }


def tested(recipe, people, test):
    """Test scores of each seed, and all logits, (seeds, n)."""
    rows, all_logits = [], []
    for seed in SEEDS:
        features, model = train(recipe, people, seed)
        all_logits.append(logits(features, model, test))
        rows.append(scores(all_logits[-1], test.label))
    return columns(rows), np.array(all_logits)


def columns(rows):
    """Rows of scores as {"auc": [...], "accuracy": [...]}, with four digits."""
    return {name: [round(row[name], 4) for row in rows] for name in rows[0]}


def together(all_logits, label):
    """Scores of the mean of several models' probabilities."""
    mean = (1 / (1 + np.exp(-all_logits))).mean(axis=0)
    return scores(np.log(mean / (1 - mean)), label)


def measure(name, people, test):
    """Validation and test scores of one row; an ablation has no test scores."""
    if make := BASELINES.get(name):
        rows = [baseline(make, seed, *split(people, seed)) for seed in SEEDS]
        means = {k: round(float(np.mean(v)), 4) for k, v in columns(rows).items()}
        return means, columns([baseline(make, seed, people, test) for seed in SEEDS])
    if recipe := ABLATIONS.get(name):
        return validated(recipe, people), None
    found = validated(MODELS[name], people)
    rows, z = tested(replace(MODELS[name], epochs=found["epochs"]), people, test)
    return found, rows | {"averaged": columns([together(z, test.label)])}


def main(names):
    """Measure the rows of these names, or all; print and store each."""
    torch.set_num_threads(1)
    people, test = adult.load()
    stored = {"seeds": SEEDS, "validation": {}, "test": {}}
    if names and OUT.exists():
        stored = json.loads(OUT.read_text())
    for name in names or [*BASELINES, *MODELS, *ABLATIONS]:
        validation, found = measure(name, people, test)
        print(name, validation, found, flush=True)
        stored["validation"][name] = validation
        if found:
            stored["test"][name] = found
        OUT.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
