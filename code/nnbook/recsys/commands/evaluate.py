"""Compares a bundle with its opponents: `python -m nnbook.recsys evaluate --help`.

Each user's last event in the log is asked for, of what stood before it. So take the log
that the bundle was trained on, whose last events it has not seen, or a later one. The
exit status is 1 where the bundle loses.
"""

from pathlib import Path

from nnbook.recsys.commands import logs
from nnbook.recsys.evaluation.report import as_text, loses
from nnbook.recsys.serving import bundle
from nnbook.recsys.training.recipes import Recipe
from nnbook.recsys.training.run import compared

EVERY_ITEM = Recipe(min_count=1)
SUMMARY = "compare a bundle with popularity and sequence kNN"


def add_options(parser):
    """Give the command's options to its parser."""
    logs.add_options(parser)
    parser.add_argument("--bundle", type=Path, required=True, help="its folder")


def run(options, command_line):
    """Print the report; what is wrong, the parser says."""
    try:
        generator = bundle.load(options.bundle).generator
        report = compared(generator, logs.load(options, EVERY_ITEM))
    except (ValueError, OSError) as error:
        command_line.error(str(error))
    print(as_text(report))
    if loses(report["over"]):
        raise SystemExit(1)
