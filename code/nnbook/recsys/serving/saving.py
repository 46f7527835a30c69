"""A model and its vocabulary, in one folder that is always whole.

model.json has the constructor's arguments and the vocabulary, and names the file with
the weights. That file is written first, under a new name; then model.json is replaced
in one step. Whenever the machine stops, the folder holds the old model or the new one.
Nothing in it is code: loading somebody else's folder runs none of theirs.
"""

import json
import os
import uuid
from pathlib import Path
from typing import NamedTuple

import torch

from nnbook.recsys.models.candidate_generator import CandidateGenerator


class MismatchError(ValueError):
    """A saved model does not fit; the message says what differs."""


class Saved(NamedTuple):
    """What is in a folder: a model, what it was made with, what its ids stand for.

    `window`: how many of a user's last watches it wants, all of them if None.
    `repeats`: "skip" where it recommends what is unseen, "label" where it was trained
    to recommend anything.
    """

    model: CandidateGenerator
    arguments: dict
    vocabulary: dict
    window: int | None
    repeats: str


def save(folder, model, arguments, vocabulary, window=None, repeats="skip"):
    """Save a CandidateGenerator that was made by CandidateGenerator(**arguments).

    ``vocabulary`` ({name: list}) has for each id the value that it stands for, such as
    {"items": [movie ids]}. Raises MismatchError where "items" has another length than
    the model has items, or where a value stands for two ids.
    """
    vocabulary = {name: list(values) for name, values in vocabulary.items()}
    if len(vocabulary["items"]) != len(model.item_vectors()):
        raise MismatchError(
            f"the model has {len(model.item_vectors())} items, the vocabulary "
            f"{len(vocabulary['items'])}: save a model with the vocabulary it was "
            "trained on"
        )
    for name, values in vocabulary.items():
        if len({*values}) < len(values):
            raise MismatchError(f"the vocabulary of {name} has a value twice")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weights = f"weights-{uuid.uuid4().hex}.pt"
    write(folder / weights, lambda path: torch.save(model.state_dict(), path))
    contents = {
        "weights": weights,
        "arguments": arguments,
        "vocabulary": vocabulary,
        "window": window,
        "repeats": repeats,
    }
    text = json.dumps(contents)
    write(folder / "model.json", lambda path: path.write_text(text, encoding="utf-8"))
    for old in folder.glob("weights-*.pt"):
        if old.name != weights:
            old.unlink()


def load(folder, vocabulary=None):
    """What was Saved; the model as it serves, without dropout.

    Raises FileNotFoundError where no model is; MismatchError where the weights do not
    fit the arguments, or where a ``vocabulary`` is expected and another one is there.
    """
    folder = Path(folder)
    if not (folder / "model.json").is_file():
        raise FileNotFoundError(
            f"{folder} has no model.json: there is no saved model in it"
        )
    contents = json.loads((folder / "model.json").read_text("utf-8"))
    if vocabulary is not None:
        compare(contents["vocabulary"], vocabulary)
    model = CandidateGenerator(**contents["arguments"])
    weights = torch.load(folder / contents["weights"], weights_only=True)
    fit(model.state_dict(), weights)
    model.load_state_dict(weights)
    return Saved(
        model=model.eval(),
        arguments=contents["arguments"],
        vocabulary=contents["vocabulary"],
        window=contents["window"],
        repeats=contents["repeats"],
    )


def write(path, put):
    """Let `put(path)` write a file, which appears under its name when it is whole."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        put(unfinished)
        with open(unfinished, "r+b") as file:  # Windows flushes only what it may write
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def fit(expected, found):
    """Raise MismatchError where two sets of weights differ in names or shapes."""
    shapes = [{n: tuple(w.shape) for n, w in s.items()} for s in (expected, found)]
    differences = [
        f"{name} is {shapes[1].get(name, 'missing')} in the file, "
        f"{shapes[0].get(name, 'unknown')} to the model"
        for name in sorted({*expected, *found})
        if shapes[0].get(name) != shapes[1].get(name)
    ]
    if differences:
        raise MismatchError(f"the weights do not fit: {'; '.join(differences)}")


def compare(saved, expected):
    """Raise MismatchError where two vocabularies differ, and say where they do."""
    if saved.keys() != expected.keys():
        raise MismatchError(
            f"the saved model has vocabularies of {', '.join(sorted(saved))}; expected "
            f"are {', '.join(sorted(expected))}"
        )
    for name, values in saved.items():
        ours = list(expected[name])
        if values == ours:
            continue
        more, fewer = sorted({*values} - {*ours}), sorted({*ours} - {*values})
        if more or fewer:
            raise MismatchError(
                f"the vocabulary of {name} differs: the saved model has {len(more)} "
                f"that are not expected {more[:3]} and lacks {len(fewer)} {fewer[:3]}"
            )
        pairs = zip(values, ours, strict=True)
        place = next(i for i, (a, b) in enumerate(pairs) if a != b)
        raise MismatchError(
            f"the vocabulary of {name} is in another order: id {place} is "
            f"{values[place]!r} in the saved model, expected was {ours[place]!r}"
        )
