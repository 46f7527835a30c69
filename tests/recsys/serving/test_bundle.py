"""A bundle is what was saved, whole or not there; what is wrong with one is named."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from nnbook.data.interactions import Interactions
from nnbook.data.videos import simulate
from nnbook.recsys.features.impressions import RankerInputs, impression_examples
from nnbook.recsys.models.candidate_generator import CandidateGenerator
from nnbook.recsys.models.ranker import Ranker
from nnbook.recsys.serving import bundle, container
from nnbook.recsys.serving.container import BundleError
from nnbook.recsys.serving.index import HNSW, IVF, Flat
from nnbook.recsys.serving.parts import Generator, Ranking
from tests.recsys.serving import small

ARGUMENTS = {"n_items": 6, "dim": 4, "hidden": [5], "n_tokens": 3}
ARGUMENTS |= {"categories": {"country": 4}, "continuous": ["example_age"]}
VOCABULARY = {"items": [10, 20, 30, 40, 50, 60], "searches": ["a", "b", "a b"]}
BATCH = {
    "watches": torch.tensor([[1, 2, -1], [5, -1, -1]]),
    "searches": torch.tensor([[0, 1], [-1, -1]]),
    "country": torch.tensor([3, -1]),
    "example_age": torch.tensor([0.0, 0.5]),
}


@pytest.fixture
def generator():
    torch.manual_seed(0)
    return Generator(
        model=CandidateGenerator(**ARGUMENTS),
        arguments=ARGUMENTS,
        vocabulary=VOCABULARY,
        counts=np.array([5, 4, 3, 2, 1, 0]),
        window=7,
    )


@pytest.fixture(scope="module")
def ranking():
    """Of a small site: a ranker as it was made, and examples to ask it about."""
    site = simulate(n_users=30, n_videos=40)
    examples = impression_examples(site, window=5)
    inputs = RankerInputs(n_quantiles=20).fit(examples)
    arguments = {"n_videos": inputs.n_videos, "n_numbers": inputs.n_numbers}
    torch.manual_seed(0)
    names = ("topic", "language", "uploaded", "duration")
    ranking = Ranking(
        model=Ranker(**arguments),
        arguments=arguments,
        inputs=inputs,
        items=[*range(10, 410, 10)],
        table={name: getattr(site.videos, name) for name in names},
        window=5,
    )
    return ranking, examples


def item_vectors(generator):
    return generator.model.item_vectors().detach().numpy()


def worse(generator):
    """Another model of the same kind."""
    torch.manual_seed(1)
    return replace(generator, model=CandidateGenerator(**generator.arguments))


def manifest_of(folder):
    return json.loads((folder / "bundle.json").read_text())


def rewrite(folder, change):
    """Write another manifest, with the version that belongs to it."""
    manifest = manifest_of(folder)
    change(manifest)
    manifest["version"] = container.version_of(manifest)
    (folder / "bundle.json").write_text(json.dumps(manifest))


def only(folder, pattern):
    (path,) = folder.glob(pattern)
    return path


def test_what_is_loaded_is_what_was_saved(generator, ranking, tmp_path):
    ranking, examples = ranking
    data = {"name": "a log", "days": 60}
    version = bundle.save(tmp_path / "a" / "b", generator, ranking, data=data)
    loaded = bundle.load(tmp_path / "a" / "b", VOCABULARY)
    assert (loaded.version, loaded.made["data"]) == (version, data)
    found = loaded.generator
    assert torch.equal(found.model(BATCH), generator.model(BATCH))
    assert found.counts.tolist() == [5, 4, 3, 2, 1, 0]
    for name in ("arguments", "vocabulary", "window", "repeats"):
        assert getattr(found, name) == getattr(generator, name)
    found = loaded.ranker
    expected, inputs = ranking.inputs(examples), found.inputs(examples)
    assert all(torch.equal(inputs[name], x) for name, x in expected.items())
    assert torch.equal(found.model(inputs), ranking.model(expected))
    assert (found.items, found.window) == (ranking.items, 5)
    for name, column in ranking.table.items():
        assert np.array_equal(found.table[name], column)
    assert loaded.index is None


@pytest.mark.parametrize("piecewise", [True, False])
@pytest.mark.parametrize("part", [{}, {"hidden": ()}, {"columns": ()}])
def test_wide_and_deep_is_the_same_after_loading(tmp_path, part, piecewise):
    """With crosses, exact values, bins; each part alone; either way of numbers."""
    table = small.table()
    scoring = small.scoring(table, piecewise=piecewise, **part)
    bundle.save(tmp_path, wide_deep=scoring)
    loaded = bundle.load(tmp_path).wide_deep
    later = small.table(seed=1, towns="abz")  # there was no town z
    expected, found = (s.columns.batch(later) for s in (scoring, loaded))
    assert {*expected} == {*found}
    assert all(torch.equal(found[name], x) for name, x in expected.items())
    assert (found["town"] == -1).any()
    assert torch.equal(loaded.model(found), scoring.model.eval()(expected))
    assert loaded.columns.schema == scoring.columns.schema
    for cross in loaded.columns.crosses:  # it can grow on
        cross.grow(loaded.columns.ids(later))


def test_a_model_of_all_ingredients_is_the_same_and_drops_nothing(tmp_path):
    """What is trained with dropout is served without; what is shared stays so."""
    ingredients = {"window": 3, "shared": True, "residual": True, "dropout": 0.5}
    arguments = {"n_items": 6, "dim": 4, "hidden": [5], **ingredients}
    torch.manual_seed(0)
    model = CandidateGenerator(**arguments)
    bundle.save(
        tmp_path, Generator(model, arguments, {"items": [*"abcdef"]}, np.ones(6))
    )
    loaded = bundle.load(tmp_path).generator.model
    for _ in range(2):
        assert torch.equal(loaded(BATCH), model.eval()(BATCH))
    assert loaded.items is loaded.watches


def test_a_loaded_model_can_be_trained_on(generator, tmp_path):
    bundle.save(tmp_path, generator)
    model = bundle.load(tmp_path).generator.model
    model.loss(BATCH | {"label": torch.tensor([0, 1])}).backward()
    assert all(p.grad is not None for p in model.parameters())


@pytest.mark.parametrize(
    "make",
    [Flat, lambda v: IVF(v, cells=2, nprobe=2), lambda v: HNSW(v, ef=9)],
)
def test_an_index_is_the_same_after_loading(generator, tmp_path, make):
    vectors = item_vectors(generator)
    index = make(vectors)
    bundle.save(tmp_path, generator, index=index)
    loaded = bundle.load(tmp_path).index
    found, expected = loaded.search(vectors, 4), index.search(vectors, 4)
    assert all(np.array_equal(*pair) for pair in zip(found, expected, strict=True))


def test_a_version_names_the_contents(generator, tmp_path):
    versions = [bundle.save(tmp_path / name, generator, data=1) for name in "ab"]
    assert len({*versions}) == 1
    assert bundle.save(tmp_path / "c", worse(generator), data=1) != versions[0]
    assert bundle.save(tmp_path / "c", generator, data=2) != versions[0]


def test_it_says_of_which_commit_and_data_it_was_made(generator, tmp_path):
    events = Interactions(np.array([0, 1]), np.array([3, 4]), np.array([5.0, 6]), 2, 6)
    data = bundle.fingerprint("two events", events)
    bundle.save(tmp_path, generator, data=data)
    made = bundle.load(tmp_path).made
    assert made["data"] == data
    assert data["events"] == 2 and len(data["sha256"]) == 64
    later = replace(events, time=events.time + 1)
    assert bundle.fingerprint("two events", later) != data
    log = subprocess.run(["git", "log", "--format=%H"], capture_output=True, text=True)
    if log.returncode == 0:
        assert made["commit"].rstrip("+") in log.stdout


def test_saving_again_replaces_and_leaves_nothing_of_before(
    generator, ranking, tmp_path
):
    bundle.save(tmp_path, generator, ranking[0], index=Flat(item_vectors(generator)))
    (tmp_path / "notes.txt").write_text("the reader's own")
    bundle.save(tmp_path, other := worse(generator))
    loaded = bundle.load(tmp_path)
    assert torch.equal(loaded.generator.model(BATCH), other.model(BATCH))
    assert (loaded.ranker, loaded.index) == (None, None)
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("step", ["fsync", "replace", "unlink"])
def test_a_save_that_is_cut_short_leaves_one_whole_bundle(
    generator, tmp_path, monkeypatch, step
):
    """Stopped before each file is written, named, or an old one is removed."""
    other = worse(generator)
    outputs = [part.model(BATCH) for part in (generator, other)]
    do, found = getattr(os, step), []
    for stop_at in range(1, 4):
        left = iter(range(1, stop_at))

        def stop(*arguments, left=left, **named):
            if next(left, None) is None:
                raise KeyboardInterrupt
            return do(*arguments, **named)

        bundle.save(tmp_path, generator)
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(os, step, stop)
            bundle.save(tmp_path, other)
        got = bundle.load(tmp_path).generator.model(BATCH)
        found.append([torch.equal(got, output) for output in outputs])
    assert all(sum(one) == 1 for one in found) and found[0] == [True, False]
    bundle.save(tmp_path, other)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_first_save_that_is_cut_short_is_no_bundle(generator, tmp_path, monkeypatch):
    def stop(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        bundle.save(tmp_path, generator)
    with pytest.raises(FileNotFoundError, match="there is no bundle in it"):
        bundle.load(tmp_path)


# --- what does not fit is not saved ---------------------------------------------------


def test_a_vocabulary_of_another_length_is_not_saved(generator):
    with pytest.raises(BundleError, match="has 6 items, the vocabulary 2"):
        replace(generator, vocabulary={"items": [1, 2]})


def test_a_value_with_two_ids_is_not_saved(generator):
    with pytest.raises(BundleError, match="of items has a value twice"):
        replace(generator, vocabulary={"items": [1, 2, 3, 4, 5, 5]})


def test_counts_and_tables_of_another_length_are_not_saved(generator, ranking):
    with pytest.raises(BundleError, match="6 items, but counts has 2"):
        replace(generator, counts=np.zeros(2))
    with pytest.raises(BundleError, match="40 items, but topic has 3 rows"):
        replace(ranking[0], table={"topic": np.zeros(3)})


def test_an_index_of_other_vectors_is_not_saved(generator, ranking, tmp_path):
    vectors = item_vectors(generator)
    with pytest.raises(BundleError, match=r"vectors \(5, 4\), the model has \(6, 4\)"):
        bundle.save(tmp_path / "m", generator, index=Flat(vectors[:5]))
    with pytest.raises(BundleError, match="an index, but no generator"):
        bundle.save(tmp_path / "m", ranker=ranking[0], index=Flat(vectors))
    lacking = replace(ranking[0], items=[*range(40)])
    with pytest.raises(BundleError, match="knows nothing of 3 of the generator's item"):
        bundle.save(tmp_path / "m", generator, lacking)
    with pytest.raises(BundleError, match="nothing to save"):
        bundle.save(tmp_path / "m")
    assert not (tmp_path / "m").exists()


# --- what is wrong with a bundle ------------------------------------------------------


@pytest.mark.parametrize(
    "change, message",
    [
        (
            {"items": [10, 20, 30, 40, 50, 70]},
            r"1 that are not expected \[60\] and lacks 1 \[70\]",
        ),
        (
            {"items": [10, 30, 20, 40, 50, 60]},
            "id 1 is 20 in the saved model, expected was 30",
        ),
        ({"items": [10, 20]}, r"4 that are not expected \[30, 40, 50\] and lacks 0"),
        ({"countries": []}, "expected are countries, items, searches"),
    ],
)
def test_another_vocabulary_is_named(generator, tmp_path, change, message):
    bundle.save(tmp_path, generator)
    with pytest.raises(BundleError, match=message):
        bundle.load(tmp_path, VOCABULARY | change)


def cut(path):
    path.write_bytes(path.read_bytes()[:-7])


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGE = [
    (cut, "bytes were written|written: it was cut", "copy the folder again"),
    (flip, "another checksum than when it was written", "copy the folder again"),
    (lambda path: path.unlink(), "is missing, which bundle.json names", "copy"),
]


@pytest.mark.parametrize("damage, says, remedy", DAMAGE)
@pytest.mark.parametrize("pattern", ["*.json", "*.safetensors", "*.faiss"])
def test_damage_is_named(generator, tmp_path, damage, says, remedy, pattern):
    bundle.save(tmp_path, generator, index=Flat(item_vectors(generator)))
    damage(only(tmp_path, f"*-*{pattern[1:]}"))
    with pytest.raises(BundleError, match=says) as raised:
        bundle.load(tmp_path)
    assert remedy in str(raised.value)


def test_a_damaged_manifest_is_named(generator, tmp_path):
    bundle.save(tmp_path, generator)
    path = tmp_path / "bundle.json"
    whole = path.read_text()
    for text, says in (
        (whole[:-20], "is no JSON .*it is cut or damaged"),
        (whole.replace("generator", "degenerator"), "it is damaged or was edited"),
        ("[1, 2]", 'does not say "format": "nnbook bundle"'),
        ('{"weights": "weights.pt"}', "it is something else, or an older nnbook's"),
    ):
        path.write_text(text)
        with pytest.raises(BundleError, match=says):
            bundle.load(tmp_path)


def test_every_cut_and_every_flip_is_seen(generator, tmp_path):
    """Of the weights: at each length, and at each 50th byte."""
    bundle.save(tmp_path, generator)
    path = only(tmp_path, "*.safetensors")
    whole = path.read_bytes()
    for place in range(0, len(whole), 50):
        path.write_bytes(whole[:place])
        with pytest.raises(BundleError):
            bundle.load(tmp_path)
        path.write_bytes(whole[:place] + b"~" + whole[place + 1 :])
        if path.read_bytes() != whole:
            with pytest.raises(BundleError):
                bundle.load(tmp_path)


def test_a_newer_bundle_is_named(generator, tmp_path):
    bundle.save(tmp_path, generator)
    rewrite(tmp_path, lambda manifest: manifest.update(format_version=2))
    with pytest.raises(
        BundleError, match="format version 2, this nnbook reads 1: take"
    ):
        bundle.load(tmp_path)


def test_a_file_out_of_the_folder_is_not_read(generator, tmp_path):
    bundle.save(tmp_path / "a", generator)
    for name in ("../secret.json", "/etc/passwd", "b/../c.json"):
        rewrite(
            tmp_path / "a",
            lambda manifest, name=name: manifest["files"]["generator.json"].update(
                name=name
            ),
        )
        with pytest.raises(BundleError, match="which is not in the folder"):
            bundle.load(tmp_path / "a")


@pytest.mark.parametrize(
    "change, message",
    [
        (
            {"n_items": 7},
            r"items.weight is \(6, 4\) in the file, \(7, 4\) to the model",
        ),
        ({"n_tokens": 0}, r"searches.weight is \(3, 4\) in the file, unknown to the"),
        ({"window": 3}, r"recency is missing in the file, \(3,\) to the model"),
        ({"heads": 8}, "cannot make its models .*heads"),
    ],
)
def test_arguments_that_do_not_fit_are_named(generator, tmp_path, change, message):
    bundle.save(tmp_path, replace(generator, arguments=ARGUMENTS | change))
    with pytest.raises(BundleError, match=message):
        bundle.load(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"files": []},
        {"files": {"generator.json": {}}},
        {"parts": ["other"]},
        {"parts": None},
        {"index": {"kind": "__import__"}},
        {"made": None},
    ],
)
def test_a_manifest_by_other_rules_is_refused(generator, tmp_path, change):
    """Its checksum fits, its contents do not."""
    bundle.save(tmp_path, generator)
    rewrite(tmp_path, lambda manifest: manifest.update({"index": {}} | change))
    with pytest.raises(BundleError, match="this nnbook cannot make its models"):
        bundle.load(tmp_path)


def test_a_file_that_cannot_be_read_is_named(generator, tmp_path):
    bundle.save(tmp_path, generator)
    path = only(tmp_path, "*.safetensors")
    path.unlink()
    path.mkdir()
    with pytest.raises(BundleError, match="cannot be read"):
        bundle.load(tmp_path)


def test_an_empty_folder_has_no_bundle(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(FileNotFoundError, match="there is no bundle in it"):
            bundle.load(folder)


def test_no_code_is_run_by_loading(generator, tmp_path):
    """A pickle in the place of the weights, with checksums that fit, is refused."""
    pickled = b"cos\nsystem\n(S'touch PWNED'\ntR."

    def swap(manifest):
        entry = manifest["files"]["generator.safetensors"]
        entry |= {"name": "generator-0.safetensors", "bytes": len(pickled)}
        entry["sha256"] = container.hashlib.sha256(pickled).hexdigest()
        (tmp_path / entry["name"]).write_bytes(pickled)

    bundle.save(tmp_path, generator)
    rewrite(tmp_path, swap)
    with pytest.raises(BundleError, match="cannot make its models"):
        bundle.load(tmp_path)


def test_serving_knows_no_pickle():
    """Neither torch.load nor pickle is on the path from a folder to a model."""
    modules = [*Path(bundle.__file__).parent.glob("*.py")]
    assert len(modules) > 5
    for module in modules:
        text = module.read_text("utf-8")
        assert "torch.load" not in text and "import pickle" not in text, module
