"""The training script as its users run it: interrupted, resumed, on two processes."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
import torch

from nnbook.recsys.__main__ import main
from nnbook.recsys.commands import train as command
from nnbook.recsys.serving import bundle
from nnbook.recsys.serving.index import Flat
from nnbook.recsys.serving.recommender import Recommender
from nnbook.recsys.training import trainer
from nnbook.recsys.training.recipes import BEST, PAPER
from tests import ROOT

# The best recipe, but for the sizes.
SMALL = "--users 300 --videos 120 --watches 30 --dim 16 --hidden 16 --lr 0.01"
SMALL = [*SMALL.split(), "--batch", "128"]
SAMPLED = ("--samples", "60")
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1"}
CODE = ROOT / "code"
ENVIRONMENT["PYTHONPATH"] = str(CODE)


def train(folder, *options):
    """Train in this process; the history of its epochs."""
    main(["train", *SMALL, "--out", str(folder), *options])
    return history(folder)


def history(folder):
    path = folder / "training/history.json"
    return json.loads(path.read_text()) if path.exists() else []


def started(folder, *options, launcher=("-m",)):
    """Start the script as a process of its own, which Ctrl+C stops.

    A shell starts what runs in its background with Ctrl+C ignored, and a child does as
    its parent: the tests would wait for ever for a run that nothing interrupts.
    """
    command = [sys.executable, *launcher, "nnbook.recsys", "train", *SMALL]
    return subprocess.Popen(
        [*command, "--out", str(folder), *options],
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


def weights(folder):
    return torch.load(folder / "training/checkpoint.pt", weights_only=True)["model"]


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    return folder, train(folder, "--epochs", "12")


def test_the_best_recipe_is_the_default():
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    assert command.recipe_of(parser.parse_args(["--out", "there"])) == BEST
    changed = ["--out", "there", "--no-recency", "--hidden", "--dropout", "0"]
    recipe = command.recipe_of(parser.parse_args(changed))
    assert recipe == replace(BEST, recency=False, hidden=(), dropout=0.0)
    paper = command.recipe_of(parser.parse_args(["--out", "x", "--recipe", "paper"]))
    assert paper == PAPER


def test_it_learns_and_saves_the_best_model(reference):
    folder, epochs = reference
    losses = [row["validation"] for row in epochs]
    assert len(epochs) == 12
    assert min(losses) < losses[0] - 0.1
    assert epochs[-1]["loss"] < epochs[0]["loss"]
    # Of 120 videos, 50 by chance hold the label in 0.42 of cases.
    assert epochs[-1]["recall@50"] > 0.55
    saved = bundle.load(folder).generator
    assert len(saved.vocabulary["items"]) == saved.arguments["n_items"] <= 120
    assert saved.window == BEST.window
    made_with = {name: saved.arguments[name] for name in ("shared", "residual")}
    assert made_with == {"shared": True, "residual": True}
    assert saved.model.recency is not None and saved.arguments["dropout"] == 0.3


def test_what_was_trained_is_indexed_and_served(reference):
    folder, _ = reference
    generator = bundle.load(folder).generator
    index = Flat(generator.model.item_vectors().detach().numpy())
    server = Recommender(generator, index)
    model, items = server.model, server.items
    watches = torch.tensor([[3, 8, 1]])
    batch = {
        "watches": watches,
        "searches": torch.tensor([[-1]]),
        "country": torch.tensor([-1]),
        "gender": torch.tensor([-1]),
        "example_age": torch.tensor([0.0]),
    }
    with torch.no_grad():
        scores = model(batch)[0]
    scores[watches[0]] = -torch.inf
    best = [items[i] for i in scores.topk(10).indices]
    assert server.recommend([[items[1], items[8], items[3]]]) == [best]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path, how, reference):
    process = started(tmp_path, "--epochs", "12")
    until(lambda: len(history(tmp_path)) >= 2 or process.poll() is not None)
    process.send_signal(getattr(signal, how))
    output = process.communicate(timeout=60)[0]
    assert process.returncode != 0, output
    told = len(history(tmp_path))
    assert 2 <= told < 12, output
    # In the checkpoint is what was told, or one epoch more.
    state = torch.load(tmp_path / "training/checkpoint.pt", weights_only=True)
    assert told <= len(state["history"]) <= told + 1
    folder, epochs = reference
    assert train(tmp_path, "--epochs", "12") == epochs
    for name, weight in weights(folder).items():
        assert torch.equal(weights(tmp_path)[name], weight), name


def test_a_run_goes_on_with_the_labels_that_it_would_have_drawn(tmp_path, monkeypatch):
    """Fewer labels a user are drawn anew for each epoch; sparse tables, too."""
    options = ("--epochs", "3", "--per-user", "6", *SAMPLED)
    whole = train(tmp_path / "whole", *options)
    save, part = trainer.Training.save, tmp_path / "part"

    def save_and_stop(training):
        save(training)
        raise KeyboardInterrupt

    monkeypatch.setattr(trainer.Training, "save", save_and_stop)
    for told in (1, 2):
        with pytest.raises(SystemExit, match="the same command goes on"):
            train(part, *options)
        assert len(history(part)) == told
    monkeypatch.undo()
    assert train(part, *options) == whole
    for name, weight in weights(tmp_path / "whole").items():
        assert torch.equal(weights(part)[name], weight), name


@pytest.mark.parametrize("options", [(), SAMPLED])
def test_two_processes_have_the_loss_curve_of_one(tmp_path, options):
    options = ("--epochs", "3", *options)
    one = train(tmp_path / "one", *options)
    launcher = ("-m", "torch.distributed.run", "--standalone")
    launcher += ("--nproc-per-node", "2", "-m")
    process = started(tmp_path / "two", *options, launcher=launcher)
    output = process.communicate(timeout=300)[0]
    assert process.returncode == 0, output
    same(history(tmp_path / "two"), one, 2e-3)
    losses = [[row["loss"] for row in h] for h in (one, history(tmp_path / "two"))]
    np.testing.assert_allclose(*losses, rtol=1e-4)
    for name, weight in weights(tmp_path / "one").items():
        other = weights(tmp_path / "two")[name]
        torch.testing.assert_close(other, weight, rtol=0, atol=2e-3)


def test_training_stops_when_validation_no_longer_improves(tmp_path):
    options = ("--epochs", "60", "--patience", "1", "--lr", "0.1")
    losses = [row["validation"] for row in train(tmp_path, *options)]
    assert len(losses) < 60
    assert losses[-1] > min(losses) == losses[-2]
    model = bundle.load(tmp_path).generator.model
    checkpoint = torch.load(tmp_path / "training/checkpoint.pt", weights_only=True)
    assert not torch.equal(model.items.weight, checkpoint["model"]["items.weight"])
    # A run that has stopped stays so.
    assert len(train(tmp_path, *options)) == len(losses)


def test_other_options_are_named(tmp_path, capsys):
    train(tmp_path, "--epochs", "1")
    with pytest.raises(SystemExit):
        train(tmp_path, "--epochs", "2", "--lr", "0.5", "--per-user", "7")
    error = capsys.readouterr().err
    # The learning rate's way down is that of all the epochs.
    assert "--per-user was None, is 7; --epochs was 1, is 2; --lr was 0.01" in error
    assert "another --out" in error


@pytest.mark.parametrize(
    "options, message",
    [
        (["--dim", "0"], "0 is not above 0"),
        (["--samples", "-1"], "-1 is below 0"),
        (["--data", "netflix"], "--data netflix is no file: name a CSV file"),
        (["--recipe", "worst"], "invalid choice"),
        (["--dropout", "1"], "1 is not in [0, 1)"),
        (["--batch", "100000"], "training examples: give a --batch of at most that"),
    ],
)
def test_bad_options_are_refused(tmp_path, capsys, options, message):
    with pytest.raises(SystemExit):
        train(tmp_path, *options)
    assert message in capsys.readouterr().err
    assert not (tmp_path / "training/checkpoint.pt").exists()


def test_movielens_is_read(tmp_path):
    if "NNBOOK_DATA" not in os.environ:
        pytest.skip("set NNBOOK_DATA to a folder with ml-latest-small")
    options = ["--data", "ml-latest-small", "--epochs", "2", "--per-user", "20"]
    epochs = train(tmp_path, *options)
    assert epochs[1]["validation"] < epochs[0]["validation"]
    vocabulary = bundle.load(tmp_path).generator.vocabulary["items"]
    assert 50 < len(vocabulary) < 9725 and 318 in vocabulary


def test_help_says_what_there_is(capsys):
    with pytest.raises(SystemExit) as end:
        main(["train", "--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    for option in ("--data", "--epochs", "--seed", "--out", "--samples"):
        assert option in text
