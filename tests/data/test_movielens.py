"""MovieLens in its three formats: what is read, and how a bad row is told."""

import os
from pathlib import Path

import numpy as np
import pytest

from nnbook.data.movielens import EDITIONS, load, read

FILES = {
    "ml-latest-small": (
        "userId,movieId,rating,timestamp\n7,30,4.0,200\n7,10,5.0,100\n9,10,0.5,100\n",
        'movieId,title,genres\n10,"One, two (1995)",Comedy\n30,Three (2001),Drama\n',
    ),
    "ml-100k": (
        "7\t30\t4\t200\n7\t10\t5\t100\n9\t10\t1\t100\n",
        "10|One, two (1995)|x\n30|Three (2001)|y\n",
    ),
    "ml-1m": (
        "7::30::4::200\n7::10::5::100\n9::10::1::100\n",
        "10::One, two (1995)::Comedy\n30::Three (2001)::Drama\n",
    ),
}


def write(folder, name, ratings=None):
    edition = EDITIONS[name]
    (folder / edition.ratings).write_text(ratings or FILES[name][0], edition.encoding)
    (folder / edition.movies).write_text(FILES[name][1], edition.encoding)
    return edition


@pytest.mark.parametrize("name", FILES)
def test_every_edition_reads_the_same(tmp_path, name):
    movielens = read(tmp_path, write(tmp_path, name))
    events = movielens.events
    assert movielens.users.tolist() == [7, 9]
    assert movielens.movies.tolist() == [10, 30]
    assert movielens.titles == ["One, two (1995)", "Three (2001)"]
    assert events.user.tolist() == [0, 0, 1]
    assert events.item.tolist() == [0, 1, 0]
    assert events.time.tolist() == [100, 200, 100]


@pytest.mark.parametrize(
    "row, message",
    [
        ("7,10,4.0", "expected user, movie, rating and time, got 3 fields"),
        ("x,10,4.0,5", "the user id must be a whole number, got 'x'"),
        ("7,10,9,5", "a rating is a number up to 5, got '9'"),
        ("7,10,4.0,", "the time must be a whole number, got ''"),
    ],
)
def test_a_bad_row_is_told_with_its_file_and_line(tmp_path, row, message):
    edition = write(tmp_path, "ml-latest-small", f"head\n7,30,4.0,200\n{row}\n")
    with pytest.raises(ValueError, match="line 3: ") as told:
        read(tmp_path, edition)
    assert message in str(told.value)
    assert str(tmp_path / "ratings.csv") in str(told.value)


def test_an_empty_file_is_told(tmp_path):
    edition = write(tmp_path, "ml-latest-small", "head\n")
    with pytest.raises(ValueError, match="has no ratings"):
        read(tmp_path, edition)


def test_another_name_is_told():
    with pytest.raises(ValueError, match="there is no edition 'ml-20m'; known are"):
        load("ml-20m")


def test_a_wrong_number_of_ratings_is_told(tmp_path, monkeypatch):
    folder = tmp_path / "ml-latest-small"
    folder.mkdir()
    write(folder, "ml-latest-small")
    monkeypatch.setenv("NNBOOK_DATA", str(tmp_path))
    with pytest.raises(ValueError, match="has 3 ratings, but ml-latest-small has 100"):
        load()


@pytest.mark.skipif(
    not (Path(os.environ.get("NNBOOK_DATA", "")) / "ml-latest-small").is_dir(),
    reason="set NNBOOK_DATA to a folder that has ml-latest-small/ratings.csv",
)
def test_the_real_set():
    movielens = load()
    events = movielens.events
    assert (len(events), events.n_users, events.n_items) == (100_836, 610, 9_724)
    same_user = events.user[1:] == events.user[:-1]
    tied = same_user & (events.time[1:] == events.time[:-1])
    assert 0.15 < tied.mean() < 0.17  # "about 16% of the events"
    assert (np.diff(events.item)[tied] > 0).all(), "ties are in the order of the ids"
    assert "Toy Story (1995)" in movielens.titles
