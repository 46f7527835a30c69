"""All that serving needs, saved as one folder: a bundle.

    bundle.json                 format, version, what it was made of, checksums
    generator-….json            the model's arguments, vocabularies, window
    generator-….safetensors     its weights, and other arrays
    ranker-….json, ….safetensors        the same of the ranking stage
    wide_deep-….json, ….safetensors     the same of a Wide & Deep model
    index-….faiss               the items' vectors, ready to be searched

Nothing in it is code: loading somebody else's bundle runs none of theirs. How it stays
whole is told in `container`, what the models bring along in `parts`.
"""

import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import safetensors.numpy
from safetensors import SafetensorError

import nnbook
from nnbook.recsys.serving.container import BundleError, read_files, write_files
from nnbook.recsys.serving.index import INDEXES
from nnbook.recsys.serving.parts import Generator, Ranking, Scoring

PARTS = {"generator": Generator, "ranker": Ranking, "wide_deep": Scoring}
# What comes of a bundle that is whole but was written by somebody else's rules.
UNFIT = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RuntimeError,
    SafetensorError,
)
ARRAY = "$array"  # {"$array": name} in the JSON stands for an array beside


class Bundle(NamedTuple):
    """What a bundle holds; what it has not is None.

    `version` names the contents: two bundles with the same one are the same. `made`:
    {"commit", "data"}, the state of the code and the data that it was made of.
    """

    generator: Generator | None
    ranker: Ranking | None
    wide_deep: Scoring | None
    index: Any
    version: str
    made: dict


def save(folder, generator=None, ranker=None, wide_deep=None, index=None, data=None):
    """Save a `Generator`, a `Ranking`, a `Scoring` as the bundle `folder`; its version.

    `index`: one of nnbook.recsys.serving.index, made of the generator's item vectors;
    without it, an exact one is made where the bundle is used. `data`: what the models
    were trained on, as JSON; see `fingerprint`. An older bundle in the folder is
    replaced. Raises BundleError where the parts do not fit, before anything is written.
    """
    parts = {"generator": generator, "ranker": ranker, "wide_deep": wide_deep}
    files, about = {}, {"made": {"commit": commit(), "data": data}, "parts": []}
    for name, part in parts.items():
        if part is not None:
            arrays = {}
            text = json.dumps(without_arrays(part.state(), arrays), allow_nan=False)
            files[f"{name}.json"] = text.encode()
            files[f"{name}.safetensors"] = safetensors.numpy.save(arrays)
            about["parts"].append(name)
    if not files:
        raise BundleError("there is nothing to save: give a model")
    if generator and ranker:
        check_stages(generator, ranker)
    if index is not None:
        check_index(index, generator)
        files["index.faiss"] = index.to_bytes()
        about["index"] = {"kind": type(index).__name__, **index.settings()}
    return write_files(Path(folder), files, about)


def load(folder, vocabulary=None):
    """The Bundle in a folder, its models in eval mode.

    Raises FileNotFoundError where no bundle is; BundleError where it is damaged, cut,
    foreign or newer, where its parts do not fit, or where a ``vocabulary`` is expected
    and the generator has another.
    """
    folder = Path(folder)
    manifest = {}
    try:
        manifest, files = read_files(folder)
        parts = dict.fromkeys(PARTS)
        for name in manifest["parts"]:
            arrays = safetensors.numpy.load(files[f"{name}.safetensors"])
            state = with_arrays(json.loads(files[f"{name}.json"]), arrays)
            parts[name] = PARTS[name].from_state(state)
        index = None
        if "index" in manifest:
            kind = INDEXES[manifest["index"].pop("kind")]
            index = kind.from_bytes(files["index.faiss"], **manifest["index"])
            check_index(index, parts["generator"])
    except BundleError as error:
        where = f"{folder}: " if manifest else ""  # else it says so itself
        raise BundleError(f"{where}{error}") from None
    except UNFIT as error:
        raise BundleError(
            f"{folder} is whole, but this nnbook cannot make its models "
            f"({type(error).__name__}: {error}): take the nnbook that wrote it (it was "
            f"made of {manifest.get('made')}), or train and save again"
        ) from error
    if vocabulary is not None:
        compare(parts["generator"].vocabulary, vocabulary)
    return Bundle(
        **parts,
        index=index,
        version=manifest["version"],
        made=manifest["made"],
    )


def without_arrays(state, arrays, path=""):
    """The state with a name in place of each array; the array goes to `arrays`."""
    if isinstance(state, np.ndarray):
        arrays[path] = np.asarray(state, order="C")
        return {ARRAY: path}
    if isinstance(state, dict):
        return {
            name: without_arrays(value, arrays, f"{path}/{name}" if path else name)
            for name, value in state.items()
        }
    if isinstance(state, (list, tuple)):
        return [
            without_arrays(value, arrays, f"{path}/{place}")
            for place, value in enumerate(state)
        ]
    return state


def with_arrays(state, arrays):
    """The state that `without_arrays` was given."""
    if isinstance(state, dict):
        if state.keys() == {ARRAY}:
            return arrays[state[ARRAY]]
        return {name: with_arrays(value, arrays) for name, value in state.items()}
    if isinstance(state, list):
        return [with_arrays(value, arrays) for value in state]
    return state


def check_stages(generator, ranker):
    """Raise BundleError where the ranker knows nothing of what the generator finds."""
    if lost := {*generator.vocabulary["items"]} - {*ranker.items}:
        raise BundleError(
            f"the ranker knows nothing of {len(lost)} of the generator's items, such "
            f"as {next(iter(lost))!r}: give it a table of all of them"
        )


def check_index(index, generator):
    """Raise BundleError where an index is not of the generator's item vectors."""
    if generator is None:
        raise BundleError(
            "there is an index, but no generator: it is of a generator's item vectors, "
            "so save both together"
        )
    vectors = tuple(generator.model.item_vectors().shape)
    if index.shape != vectors:
        raise BundleError(
            f"the index holds vectors {index.shape}, the model has {vectors}: make the "
            "index of this model's item_vectors()"
        )


def compare(saved, expected):
    """Raise BundleError where two vocabularies differ, and say where they do."""
    if saved.keys() != expected.keys():
        raise BundleError(
            f"the saved model has vocabularies of {', '.join(sorted(saved))}; expected "
            f"are {', '.join(sorted(expected))}"
        )
    for name, values in saved.items():
        ours = list(expected[name])
        if values == ours:
            continue
        more, fewer = sorted({*values} - {*ours}), sorted({*ours} - {*values})
        if more or fewer:
            raise BundleError(
                f"the vocabulary of {name} differs: the saved model has {len(more)} "
                f"that are not expected {more[:3]} and lacks {len(fewer)} {fewer[:3]}"
            )
        pairs = zip(values, ours, strict=True)
        place = next(i for i, (a, b) in enumerate(pairs) if a != b)
        raise BundleError(
            f"the vocabulary of {name} is in another order: id {place} is "
            f"{values[place]!r} in the saved model, expected was {ours[place]!r}"
        )


def fingerprint(name, events):
    """What says which Interactions a model was trained on: name, sizes, checksum."""
    checksum = hashlib.sha256()
    for column in (events.user, events.item, events.time):
        checksum.update(np.ascontiguousarray(column).tobytes())
    return {
        "name": name,
        "events": len(events),
        "users": int(events.n_users),
        "items": int(events.n_items),
        "sha256": checksum.hexdigest(),
    }


@cache
def commit():
    """The last commit of the package's code, with a + where it was changed since.

    None where the code does not stand in a git repository.
    """
    here = Path(nnbook.__file__).parent

    def git(*command):
        return subprocess.run(
            ["git", "-C", here, *command, "--", "."],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    try:
        last = git("log", "-1", "--format=%H")
        return last + "+" * bool(git("status", "--porcelain")) if last else None
    except (OSError, subprocess.CalledProcessError):
        return None
