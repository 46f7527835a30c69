"""The options that say where a log is and how it is written."""

import argparse
from pathlib import Path

from nnbook.data.interactions import Interactions
from nnbook.data.movielens import EDITIONS
from nnbook.recsys.training.datasets import of_log, of_movielens, of_videos

SIMULATED = "videos"
# What says which log it is, with how it is read.
OPTIONS = (
    *("data", "user_column", "item_column", "time_column", "encoding", "sort"),
    *("context", "watch_time_column", "least"),
    *("users", "videos", "watches"),
)


def add_options(parser):
    """Give a command's parser the options of a log."""
    add = parser.add_argument
    named = ", ".join([SIMULATED, *EDITIONS])
    add("--data", default=SIMULATED, help=f"a CSV file with a first line, or {named}")
    add("--user-column", default="user", help="what the file calls it")
    add("--item-column", default="item", help="what the file calls it")
    add("--time-column", default="time", help="what the file calls it")
    add("--encoding", default="utf-8", help="of the file; gb18030 reads GBK, too")
    add("--sort", action="store_true", help="the file's rows may stand in any order")
    add("--context", nargs="*", default=[], help="columns known before an event")
    add("--watch-time-column", help="of numbers: short watches are left out")
    add("--least", type=float, default=0.0, help="watch time of what counts")
    add("--users", type=positive, default=5000, help="of the simulated video site")
    add("--videos", type=positive, default=2000, help="of the simulated video site")
    add("--watches", type=positive, default=40, help="per simulated user")
    add("--seed", type=int, default=0, help="of all that is drawn by lot")


def positive(text):
    """A whole number above 0, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return number


def load(options, recipe):
    """The Dataset that the options ask for.

    Raises ValueError and OSError where it cannot be read.
    """
    if options.data == SIMULATED:
        sizes = {
            "n_users": options.users,
            "n_videos": options.videos,
            "watches_per_user": options.watches,
        }
        return of_videos(sizes, options.seed, recipe)
    if options.data in EDITIONS:
        return of_movielens(options.data, recipe)
    if not Path(options.data).is_file():
        raise ValueError(
            f"--data {options.data} is no file: name a CSV file whose first line names "
            f"its columns, or one of {', '.join([SIMULATED, *EDITIONS])}"
        )
    events = Interactions.from_csv(
        options.data,
        options.encoding,
        user=options.user_column,
        item=options.item_column,
        time=options.time_column,
        sort=options.sort,
        context=options.context,
        watch_time=options.watch_time_column,
        least=options.least,
    )
    return of_log(events, recipe)
