"""Recommends by a bundle: `python -m nnbook.recsys recommend --help`."""

import argparse
import csv
from pathlib import Path

from nnbook.recsys.commands.logs import positive
from nnbook.recsys.training.youtube_dnn import YoutubeDNN

SUMMARY = "what a bundle recommends to somebody"


def add_options(parser):
    """Give the command's options to its parser."""
    add = parser.add_argument
    add("--bundle", type=Path, required=True, help="its folder")
    add("--history", required=True, help="items, the latest last: a,b,c")
    add("--k", type=positive, default=10, help="how many to recommend")
    add("--context", type=pair, nargs="*", default=[], help="device=phone country=cn")
    add("--skip-unknown", action="store_true", help="leave out what it does not know")


def run(options, command_line):
    """Print the items, best first, a line each; what is wrong, the parser says."""
    try:
        model = YoutubeDNN.load(options.bundle)
        (history,) = csv.reader([options.history], skipinitialspace=True)
        numbers = isinstance(model.items[0], int)
        found = model.recommend(
            [as_number(item) for item in history] if numbers else history,
            options.k,
            options.skip_unknown,
            **dict(options.context),
        )
    except (ValueError, OSError) as error:
        command_line.error(str(error))
    print("\n".join(map(str, found)))


def pair(text):
    """(name, value) of name=value, for argparse."""
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text} is not written as name=value")
    return name, value


def as_number(text):
    """The whole number that a text is, else the text, which no model knows."""
    return int(text) if text.strip().isdecimal() else text
