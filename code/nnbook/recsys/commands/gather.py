"""Makes a bundle of what `train --sharded` has written, where it fits into memory."""

from pathlib import Path

from nnbook.recsys.serving import bundle
from nnbook.recsys.training.sharded import ABOUT, gathered
from nnbook.recsys.training.trainer import STATE

SUMMARY = "one bundle of a model that was trained in shards"


def add_options(parser):
    """Give the command's options to its parser."""
    help_of = "folder that train --sharded has written"
    parser.add_argument("--shards", type=Path, required=True, help=help_of)
    parser.add_argument("--out", type=Path, required=True, help="the bundle's folder")


def run(options, command_line):
    """Read the parts of the best model and save it whole."""
    if not (options.shards / STATE / ABOUT).is_file():
        command_line.error(
            f"{options.shards} has no {STATE}/{ABOUT}: give --shards the folder that "
            "was the --out of train --sharded"
        )
    generator, data = gathered(options.shards)
    version = bundle.save(options.out, generator, data=data)
    print(f"{options.out}: bundle {version}")
