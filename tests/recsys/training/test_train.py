"""The training script as its users run it: interrupted, resumed, on two processes."""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import torch

from nnbook.recsys.__main__ import main
from nnbook.recsys.serving import saving
from nnbook.recsys.serving.index import Exact
from tests import ROOT

SMALL = "--users 300 --videos 120 --watches 30 --dim 16 --hidden 16 --samples 60"
SMALL = [*SMALL.split(), "--lr", "0.01", "--batch", "128"]
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1"}
CODE = ROOT / "code"
ENVIRONMENT["PYTHONPATH"] = str(CODE)


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def train(folder, *options):
    """Train in this process; the history of its epochs."""
    main(["train", *SMALL, "--output", str(folder), *options])
    return history(folder)


def history(folder):
    path = folder / "history.json"
    return json.loads(path.read_text()) if path.exists() else []


def started(folder, *options, launcher=("-m",)):
    """Start the script as a process of its own, which Ctrl+C stops.

    A shell starts what runs in its background with Ctrl+C ignored, and a child does as
    its parent: the tests would wait for ever for a run that nothing interrupts.
    """
    command = [sys.executable, *launcher, "nnbook.recsys", "train", *SMALL]
    return subprocess.Popen(
        [*command, "--output", str(folder), *options],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=None if sys.platform == "win32" else heed_ctrl_c,
    )


def heed_ctrl_c():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.01)


def same(a, b, tolerance):
    assert len(a) == len(b)
    for x, y in zip(a, b, strict=True):
        assert list(x.values()) == pytest.approx(list(y.values()), rel=tolerance)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    return folder, train(folder, "--epochs", "5", "--patience", "5")


def test_it_learns_and_saves_the_best_model(reference):
    folder, epochs = reference
    losses = [row["validation"] for row in epochs]
    assert len(epochs) == 5
    assert min(losses) < losses[0] - 0.1
    assert epochs[-1]["loss"] < epochs[0]["loss"]
    # Of 120 videos, 50 by chance hold the label in 0.42 of cases.
    assert epochs[-1]["recall@50"] > 0.55
    model, arguments, vocabulary = saving.load(folder / "model")
    assert len(vocabulary["items"]) == arguments["n_items"] <= 120
    items = model.item_vectors().detach().numpy()
    assert Exact(items).search(items[:1], 3)[1].shape == (1, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path, how):
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    process = started(killed, "--epochs", "1000", "--patience", "1000")
    until(lambda: len(history(killed)) >= 2 or process.poll() is not None)
    process.send_signal(getattr(signal, how))
    output = process.communicate(timeout=60)[0]
    assert process.returncode != 0, output
    told = len(history(killed))
    assert told >= 2, output
    # In the checkpoint is what was told, or one epoch more.
    state = torch.load(killed / "checkpoint.pt", weights_only=True)
    assert told <= len(state["history"]) <= told + 1
    options = ("--epochs", str(told + 2), "--patience", "1000")
    same(train(killed, *options), train(whole, *options), 1e-9)


def test_more_epochs_go_on_where_the_last_run_ended(reference, tmp_path, capsys):
    train(tmp_path, "--epochs", "3", "--patience", "5")
    capsys.readouterr()
    same(train(tmp_path, "--epochs", "5", "--patience", "5"), reference[1], 1e-9)
    text = capsys.readouterr().out
    assert "going on after epoch 3" in text
    assert "epoch 4:" in text and "epoch 3:" not in text


@pytest.mark.parametrize("samples", ["60", "0"])
def test_two_processes_have_the_loss_curve_of_one(tmp_path, samples):
    options = ("--epochs", "3", "--patience", "5", "--samples", samples)
    one = train(tmp_path / "one", *options)
    launcher = ("-m", "torch.distributed.run", "--standalone")
    launcher += ("--nproc-per-node", "2", "-m")
    process = started(tmp_path / "two", *options, launcher=launcher)
    output = process.communicate(timeout=300)[0]
    assert process.returncode == 0, output
    same(history(tmp_path / "two"), one, 2e-3)
    losses = [[row["loss"] for row in h] for h in (one, history(tmp_path / "two"))]
    np.testing.assert_allclose(*losses, rtol=1e-4)


def test_training_stops_when_validation_no_longer_improves(tmp_path):
    options = ("--epochs", "60", "--patience", "1", "--lr", "0.1")
    losses = [row["validation"] for row in train(tmp_path, *options)]
    assert len(losses) < 60
    assert losses[-1] > min(losses) == losses[-2]
    model, _, _ = saving.load(tmp_path / "model")
    checkpoint = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert not torch.equal(model.items.weight, checkpoint["model"]["items.weight"])
    # A run that has stopped stays so.
    assert len(train(tmp_path, *options)) == len(losses)


def test_other_options_are_named(tmp_path, capsys):
    train(tmp_path, "--epochs", "1")
    with pytest.raises(SystemExit):
        train(tmp_path, "--epochs", "2", "--lr", "0.5", "--per-user", "7")
    error = capsys.readouterr().err
    assert "--per-user was 50, is 7; --lr was 0.01, is 0.5" in error
    assert "another --output" in error


@pytest.mark.parametrize(
    "options, message",
    [
        (["--dim", "0"], "0 is not above 0"),
        (["--samples", "-1"], "-1 is below 0"),
        (["--data", "netflix"], "invalid choice"),
        (["--batch", "100000"], "training examples: give a --batch of at most that"),
    ],
)
def test_bad_options_are_refused(tmp_path, capsys, options, message):
    with pytest.raises(SystemExit):
        train(tmp_path, *options)
    assert message in capsys.readouterr().err
    assert not (tmp_path / "checkpoint.pt").exists()


def test_movielens_is_read(tmp_path):
    if "NNBOOK_DATA" not in os.environ:
        pytest.skip("set NNBOOK_DATA to a folder with ml-latest-small")
    options = ["--data", "ml-latest-small", "--epochs", "2", "--recency"]
    epochs = train(tmp_path, *options)
    assert epochs[1]["validation"] < epochs[0]["validation"]
    vocabulary = saving.load(tmp_path / "model")[2]["items"]
    assert 50 < len(vocabulary) < 9725 and 318 in vocabulary


def test_help_says_what_there_is(capsys):
    with pytest.raises(SystemExit) as end:
        main(["train", "--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    for option in ("--data", "--epochs", "--seed", "--output", "--samples"):
        assert option in text
