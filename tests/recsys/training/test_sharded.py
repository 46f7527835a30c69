"""Tables in shards: two processes compute what one does, and leave it to any number."""

import json
import subprocess
import sys

import numpy as np
import pytest
import torch

from nnbook.recsys.__main__ import main
from nnbook.recsys.models.sharded import scattered
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.index import Exact, recall
from nnbook.recsys.serving.shards import Current
from nnbook.recsys.training.sharded import gathered
from tests import ROOT
from tests.recsys.training.test_train import ENVIRONMENT

OPTIONS = "--users 80 --videos 200 --watches 40 --dim 8 --hidden 8 --lr 0.01"
OPTIONS = [*OPTIONS.split(), "--batch", "64", "--samples", "40", "--epochs", "3"]
WORKER = ROOT / "tests" / "recsys" / "training" / "sharded_worker.py"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The folder that two processes have written, and what they told."""
    folder = tmp_path_factory.mktemp("two")
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    command += ["--nproc-per-node", "2", str(WORKER), str(folder), *OPTIONS]
    done = subprocess.run(
        command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return folder, json.loads((folder / "told.json").read_text())


def history(folder):
    return json.loads((folder / "training/sharded.json").read_text())["history"]


def test_a_row_is_found_wherever_it_is(two):
    same, empty, rows = two[1]["embeddings"]
    assert same and empty == [0, 2, 4]
    # Eleven rows: six for one process, five for the other, and none twice.
    assert [len(r) for r in rows] == [6, 5] and sorted(rows[0] + rows[1]) == [
        *range(11)
    ]


def test_gradients_are_those_of_one_process(two):
    """Of every table, recency weights and the tower; with one table and with two."""
    for (one, both), far in two[1]["gradients"]:
        assert both == pytest.approx(one, rel=1e-6)
        assert {"watches.weight", "searches.weight", "categories.country.weight"} < {
            *far
        }
        assert max(far.values()) < 1e-5, far
    assert "recency" in two[1]["gradients"][0][1]
    assert "items.weight" in two[1]["gradients"][1][1]


def test_without_the_scale_the_loss_is_the_same_and_the_gradients_are_twice(two):
    (one, both), far = two[1]["forgotten"]
    assert both == pytest.approx(one, rel=1e-6)
    tables = {name: f for name, f in far.items() if name.endswith("s.weight")}
    assert {"watches.weight", "searches.weight"} <= {*tables}
    assert [*tables.values()] == pytest.approx([1.0] * len(tables), rel=1e-4)
    assert far["recency"] < 1e-5  # only tables have lost it


def test_validation_is_that_of_whole_tables(two):
    found, expected = two[1]["validation"]
    assert 0.1 < expected[1] < 0.9
    assert found == pytest.approx(expected, rel=1e-5)


def test_saved_by_two_goes_on_with_one(two, capfd):
    folder, _ = two
    whole = history(folder / "whole")
    assert len(whole) == 3 and whole[2]["loss"] < whole[0]["loss"]
    assert len(history(folder / "part")) == 1
    main(["train", "--sharded", *OPTIONS, "--out", str(folder / "part")])
    assert "going on after epoch 1" in capfd.readouterr().out
    for one, both in zip(history(folder / "part"), whole, strict=True):
        assert [*one.values()] == pytest.approx([*both.values()], rel=1e-5)
    assert len([*(folder / "part/training").glob("checkpoint-*")]) <= 2
    models = [gathered(folder / name)[0].model for name in ("part", "whole")]
    for a, b in zip(*(m.parameters() for m in models), strict=True):
        torch.testing.assert_close(a, b, rtol=0, atol=1e-5)


def test_shards_become_a_bundle_and_their_index_finds_what_the_whole_one_does(two):
    folder, _ = two
    main(["gather", "--shards", str(folder / "whole"), "--out", str(folder / "b")])
    model = bundle.load(folder / "b").generator.model
    vectors = model.item_vectors().detach().numpy()
    users = np.random.default_rng(0).normal(size=(20, vectors.shape[1]))
    index = Current(folder / "whole" / "index", nprobe=1000)
    assert len(index.index.shards) == 2
    scores, ids = index.search(users, 10)
    exact, best = Exact(vectors).search(users, 10)
    assert recall(ids, best) == 1
    np.testing.assert_allclose(scores, exact, rtol=1e-5)


def test_no_row_is_left_out():
    for n in (1, 2, 11, 1000, 2003):
        rows = scattered(torch.arange(n), n)
        assert sorted(rows.tolist()) == [*range(n)]


@pytest.mark.parametrize(
    "options, message",
    [
        (["--sharded"], "--sharded needs sampled softmax"),
        (["--device", "cuda"], "torch finds no CUDA device here"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path, capsys, options, message):
    if "cuda" in options and torch.cuda.is_available():
        pytest.skip("there is a CUDA device")
    with pytest.raises(SystemExit):
        main(["train", *options, "--out", str(tmp_path)])
    assert message in capsys.readouterr().err


def test_a_folder_without_shards_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["gather", "--shards", str(tmp_path), "--out", str(tmp_path / "b")])
    assert "give --shards the folder that was the --out" in capsys.readouterr().err
