"""From a log to recommendations, as a reader does it: in Python and by commands."""

import csv
import json

import numpy as np
import pytest

from nnbook.recsys import Interactions, YoutubeDNN
from nnbook.recsys.__main__ import main

SMALL = {"dim": 16, "hidden": (16,), "lr": 0.03, "epochs": 6, "batch": 64}
OPTIONS = "--dim 16 --hidden 16 --lr 0.03 --epochs 6 --batch 64".split()


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """60 people walk around a ring of 30 songs, one or two steps at a time."""
    rng = np.random.default_rng(0)
    song = rng.integers(30, size=60)[:, None] + rng.integers(1, 3, (60, 14)).cumsum(1)
    rows = [
        (time, f"ann{user}", f"song {song[user, time] % 30}")
        for time in range(14)
        for user in range(60)
    ]
    path = tmp_path_factory.mktemp("log") / "log.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("time", "user", "item"), *rows])
    return path


@pytest.fixture(scope="module")
def model(log):
    return YoutubeDNN(**SMALL).fit(Interactions.from_csv(log))


def told(capsys, *arguments):
    """What a command prints."""
    capsys.readouterr()
    main([*map(str, arguments)])
    return capsys.readouterr().out


def refused(capsys, *arguments):
    """What a command says where it refuses."""
    with pytest.raises(SystemExit) as end:
        main([*map(str, arguments)])
    assert end.value.code == 2
    return capsys.readouterr().err


def test_it_recommends_what_comes_next_in_the_logs_own_ids(model):
    first = model.recommend(["song 3", "song 4"], k=4)
    assert len({*first}) == 4 and {"song 5", "song 6"} & {*first}
    assert not {"song 3", "song 4"} & {*first}
    assert model.report["asked"] == 60
    assert model.report["results"]["model"]["HR@10"][0] > 0.6
    assert "popularity" in model.report["verdict"]


def test_saved_and_loaded_it_is_the_same(model, tmp_path):
    model.save(tmp_path / "bundle")
    again = YoutubeDNN.load(tmp_path / "bundle")
    history = ["song 9", "song 11"]
    assert again.recommend(history) == model.recommend(history)
    assert again.report == model.report and again.items == model.items


def test_the_commands_do_what_python_does(log, model, tmp_path, capsys):
    out = tmp_path / "bundle"
    printed = told(capsys, "train", "--data", log, "--out", out, *OPTIONS)
    assert printed.count("epoch ") == 6
    assert " ".join(printed.split()).endswith(model.report["verdict"])
    assert json.loads((out / "report.json").read_text("utf-8")) == model.report
    history = ["--history", "song 3,song 4"]
    printed = told(capsys, "recommend", "--bundle", out, *history, "--k", "4")
    assert printed.splitlines() == model.recommend(["song 3", "song 4"], 4)
    capsys.readouterr()
    status = 0
    try:
        main(["evaluate", "--bundle", str(out), "--data", str(log)])
    except SystemExit as end:
        status = end.code
    assert " ".join(capsys.readouterr().out.split()).endswith(model.report["verdict"])
    assert status == ("Do not ship" in model.report["verdict"])


def test_ids_that_are_numbers_come_in_and_out_as_numbers(tmp_path, capsys):
    rng = np.random.default_rng(0)
    frame = {
        "who": np.repeat(np.arange(30), 8),
        "item": rng.permuted(np.tile(np.arange(100, 112), (30, 1)), axis=1)[:, :8].ravel(),
        "time": np.tile(np.arange(8), 30),
    }  # fmt: skip
    log = Interactions.from_frame(frame, user="who")
    model = YoutubeDNN(epochs=1, dim=8, hidden=(), batch=32).fit(log, tmp_path)
    found = model.recommend([103, np.int64(105)], k=3)
    assert all(type(item) is int and 100 <= item < 112 for item in found)
    printed = told(capsys, "recommend", "--bundle", tmp_path, "--history", "103, 105")
    assert [int(line) for line in printed.split()][:3] == found
    with pytest.raises(ValueError, match="its items are of type int, '103' is none"):
        model.recommend(["103"])


@pytest.fixture(scope="module")
def in_two_places(tmp_path_factory):
    """At home everybody goes one song on, on the road two: only the place tells."""
    rng = np.random.default_rng(0)
    road = rng.integers(2, size=(80, 12))
    song = (rng.integers(20, size=80)[:, None] + (road + 1).cumsum(1)) % 20
    frame = {
        "user": np.repeat(np.arange(80), 12),
        "item": [f"song {i}" for i in song.ravel()],
        "time": np.tile(np.arange(12), 80),
        "place": np.array(["home", "road"])[road.ravel()],
    }
    recipe = {"dim": 16, "hidden": (32,), "lr": 0.02, "epochs": 30, "batch": 64}
    model = YoutubeDNN(**recipe, repeats="label", dropout=0.0)
    folder = tmp_path_factory.mktemp("places")
    return model.fit(Interactions.from_frame(frame, context=["place"]), folder), folder


def test_what_is_known_of_the_moment_tells_what_comes_next(in_two_places, capsys):
    model, folder = in_two_places
    history = ["song 2", "song 3", "song 5"]
    assert model.recommend(history, 1, place="home") == ["song 6"]
    assert model.recommend(history, 1, place="road") == ["song 7"]
    assert {*model.recommend(history, 2)} == {"song 6", "song 7"}
    # The report's labels come with their place, too; the opponents know none.
    assert model.report["over"]["sequence kNN"]["NDCG@10"][0] > 0.1
    asked = "recommend --k 1 --history".split() + [
        ",".join(history),
        "--bundle",
        folder,
    ]
    assert told(capsys, *asked, "--context", "place=road") == "song 7\n"
    assert "place is not written" in refused(capsys, *asked, "--context", "place")
    with pytest.raises(ValueError, match=r"no context 'device'; .* trained with place"):
        model.recommend(history, device="tv")
    with pytest.raises(ValueError, match="not seen the place 'sea', but such as"):
        model.recommend(history, place="sea")
    there = model.recommend(history, 2, skip_unknown=True, place="sea")
    assert there == model.recommend(history, 2)


def test_a_context_that_has_the_name_of_something_else(log):
    frame = {"user": [1, 2], "item": [3, 4], "time": [5, 6], "type": ["a", "b"]}
    with pytest.raises(ValueError, match="'type' here: rename that column"):
        YoutubeDNN().fit(Interactions.from_frame(frame, context=["type"]))


@pytest.mark.parametrize(
    "history, message",
    [
        ([], "no item that the model knows: give one or more"),
        ("song 3", r"a history is a list of items: give \['song 3'\]"),
        (["song 3", "song 333"], r"'song 333': song 3+ is one that it knows, or .* too "
         r"seldom.* skip_unknown=True \(--skip-unknown\)"),
    ],
)  # fmt: skip
def test_a_history_that_cannot_be_asked_for(model, history, message):
    with pytest.raises(ValueError, match=message):
        model.recommend(history)


def test_unknown_items_are_left_out_if_it_is_said(model):
    history = ["song 3", "another", "song 4"]
    known = model.recommend(["song 3", "song 4"])
    assert model.recommend(history, skip_unknown=True) == known
    with pytest.raises(ValueError, match="no item that the model knows"):
        model.recommend(["another"], skip_unknown=True)


@pytest.mark.parametrize(
    "frame, message",
    [
        ({"user": ["a"] * 9, "item": [*range(9)], "time": [*range(9)]},
         "all 9 events are of one user, 'a', .*: is that the column of users"),
        ({"user": [*"abab"], "item": [1, 2, 3, 4], "time": [1, 2, 3, 4]},
         r"no item comes 5 times in the training part, 1 .* \(--min-count 1\)"),
    ],
)  # fmt: skip
def test_a_log_that_teaches_nothing(frame, message):
    with pytest.raises(ValueError, match=message):
        YoutubeDNN().fit(Interactions.from_frame(frame))


def test_a_user_needs_three_events():
    frame = {"user": [*range(9)] * 2, "item": [1] * 9 + [2] * 9, "time": [*range(18)]}
    with pytest.raises(ValueError, match="users with 3 or more events"):
        YoutubeDNN(min_count=1).fit(Interactions.from_frame(frame))


def test_what_has_not_been_fitted_says_so():
    with pytest.raises(ValueError, match=r"call fit\(log\) first"):
        YoutubeDNN().recommend(["a"])
    with pytest.raises(ValueError, match="no recipe 'worst', but best, recency, paper"):
        YoutubeDNN("worst")


def test_commands_say_what_is_wrong(log, tmp_path, capsys):
    there = ["--out", tmp_path / "out"]
    told = refused(capsys, "train", "--data", tmp_path / "no.csv", *there)
    assert "no.csv is no file: name a CSV file whose first line" in told
    told = refused(capsys, "train", "--data", log, "--item-column", "film", *there)
    assert "no column 'film', but time, user, item" in told
    told = refused(capsys, "recommend", "--bundle", tmp_path, "--history", "a")
    assert f"{tmp_path} has no " in told
    assert not (tmp_path / "out").exists()


def test_a_log_that_has_grown_is_another_one(log, tmp_path, capsys):
    grown, out = tmp_path / "log.csv", tmp_path / "bundle"
    grown.write_bytes(log.read_bytes())
    command = ["train", "--data", grown, "--out", out, *OPTIONS, "--epochs", "1"]
    told(capsys, *command)
    assert "going on after epoch 1" in told(capsys, *command)
    with open(grown, "a", encoding="utf-8") as file:
        file.write("99,ann0,song 3\n")
    error = refused(capsys, *command)
    assert "log.csv (720 events, " in error and "log.csv (721 events, " in error
    assert "another --out to start anew" in error


def test_a_made_up_log_is_a_log(tmp_path, capsys):
    path = tmp_path / "log.csv"
    size = ["--users", "20", "--videos", "30", "--watches", "9"]
    assert told(capsys, "simulate", "--out", path, *size) == ""
    events = Interactions.from_csv(path)
    assert 9 < events.n_users <= 20 and len(events) > 9
    assert path.read_text("utf-8").splitlines()[0] == "user,item,time"
    assert "log.csv is there already" in refused(capsys, "simulate", "--out", path)


def test_nothing_is_drawn_where_nobody_looks(log, tmp_path, capsys):
    """Progress bars are for a terminal; a file gets the epochs' lines alone."""
    options = [*OPTIONS, "--epochs", "1"]
    main(["train", "--data", str(log), "--out", str(tmp_path / "b"), *options])
    captured = capsys.readouterr()
    assert captured.err == "" and "epoch 1: loss" in captured.out
