"""MovieLens (Harper & Konstan, 2015): who rated which movie, and when.

A rating counts as a watch, whatever the stars. Three editions are read, each in the
files that GroupLens publishes.
"""

import csv
import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from nnbook.data.download import Source, folder_of
from nnbook.data.interactions import Interactions

LICENCE = (
    "MovieLens may be used for research, with acknowledgement (Harper & Konstan, 2015, "
    "https://doi.org/10.1145/2827872); commercial use needs permission of GroupLens."
)
URL = "https://files.grouplens.org/datasets/movielens/"


@dataclass(frozen=True)
class Edition:
    """How an edition is written: its files, what stands between fields, its size.

    GroupLens may replace "latest-small", so that one is checked by its row count.
    """

    ratings: str
    movies: str
    separator: str
    movie_separator: str
    header: bool
    encoding: str
    n_ratings: int
    checksums: dict = field(default_factory=dict)


EDITIONS = {
    "ml-latest-small": Edition(
        "ratings.csv", "movies.csv", ",", ",", True, "utf-8", 100_836
    ),
    "ml-100k": Edition(
        *("u.data", "u.item", "\t", "|", False, "latin-1", 100_000),
        {"ml-100k.zip": "md5:0e33842e24a9c977be4e0107933c0723"},
    ),
    "ml-1m": Edition(
        *("ratings.dat", "movies.dat", "::", "::", False, "latin-1", 1_000_209),
        {"ml-1m.zip": "md5:c4d9eecfca2ab87c1945afe126590906"},
    ),
}


@dataclass(frozen=True)
class MovieLens:
    """All ratings as `events`, in order; ties in time are broken by movie id.

    users (n_users,), movies (n_items,): the ids that the files use, ascending;
    titles: a list, the title of each movie with its year. Times are in seconds.
    """

    events: Interactions
    users: np.ndarray
    movies: np.ndarray
    titles: list


def load(name="ml-latest-small"):
    """An edition by its name, from $NNBOOK_DATA or downloaded on first use.

    Raises ValueError for another name, for a row that cannot be read (with its file
    and line) and for a number of ratings that is not the edition's; and what
    `nnbook.data.download.folder_of` raises.
    """
    if name not in EDITIONS:
        known = ", ".join(EDITIONS)
        raise ValueError(f"there is no edition {name!r}; known are {known}")
    edition = EDITIONS[name]
    files = (edition.ratings, edition.movies)
    source = Source(name, f"{URL}{name}.zip", files, LICENCE, edition.checksums)
    folder = folder_of(source)
    movielens = read(folder, edition)
    if len(movielens.events) != edition.n_ratings:
        raise ValueError(
            f"{folder / edition.ratings} has {len(movielens.events):,} ratings, but "
            f"{name} has {edition.n_ratings:,}: delete {folder} to have it downloaded "
            "anew"
        )
    return movielens


def read(folder, edition):
    """The files of an edition in `folder`, of any number of ratings.

    Raises ValueError, with file and line, where a row cannot be read.
    """
    folder = Path(folder)
    rows = list(parsed(folder / edition.ratings, edition, edition.separator, as_rating))
    titles = dict(
        parsed(folder / edition.movies, edition, edition.movie_separator, as_title)
    )
    if not rows:
        raise ValueError(f"{folder / edition.ratings} has no ratings")
    raw = np.array(rows, dtype=np.int64)
    users, user = np.unique(raw[:, 0], return_inverse=True)
    movies, item = np.unique(raw[:, 1], return_inverse=True)
    events = Interactions(user, item, raw[:, 2], len(users), len(movies))
    names = [titles.get(movie, f"movie {movie}") for movie in movies.tolist()]
    return MovieLens(events.in_order(), users, movies, names)


def parsed(path, edition, separator, parse):
    """Each row of a file as `parse` has it; ValueError with file and line."""
    with open(path, encoding=edition.encoding, newline="") as file:
        for number, row in enumerate(fields(file, separator), start=1):
            if number == 1 and edition.header:
                continue
            try:
                yield parse(row)
            except ValueError as error:
                raise ValueError(
                    f"{path}, line {number}: {error}, in {separator.join(row)!r}"
                ) from None


def fields(file, separator):
    """The rows of an open file, each a list of its fields."""
    if separator == ",":
        return csv.reader(file)
    return (line.rstrip("\r\n").split(separator) for line in file)


def as_rating(row):
    """(user, movie, time) of a row of ratings; the stars are checked and dropped."""
    if len(row) != 4:
        raise ValueError(
            f"expected user, movie, rating and time, got {len(row)} fields"
        )
    user, movie, time = (whole(row[i], what) for i, what in PLACES)
    stars = float(row[2]) if row[2].replace(".", "", 1).isdigit() else math.nan
    if not 0 < stars <= 5:
        raise ValueError(f"a rating is a number up to 5, got {row[2]!r}")
    return user, movie, time


PLACES = ((0, "user id"), (1, "movie id"), (3, "time"))


def whole(text, what):
    """A whole number of at least 0."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"the {what} must be a whole number, got {text!r}")
    return int(text)


def as_title(row):
    """(movie, title) of a row of movies; genres and links are left out."""
    if len(row) < 2:
        raise ValueError(f"expected a movie id and a title, got {len(row)} field")
    return whole(row[0], "movie id"), row[1]
