"""Makes a bundle of what `train --sharded` has written, where it fits into memory."""

from pathlib import Path

from nnbook.recsys.serving import bundle
from nnbook.recsys.training.sharded import ABOUT, gathered

SUMMARY = "one bundle of a model that was trained in shards"


def add_options(parser):
    """Give the command's options to its parser."""
    help_of = "folder that train --sharded has written"
    parser.add_argument("--shards", type=Path, required=True, help=help_of)
    parser.add_argument("--bundle", type=Path, required=True, help="folder to write")


def run(options, command_line):
    """Read the parts of the best model and save it whole."""
    if not (options.shards / ABOUT).is_file():
        command_line.error(
            f"{options.shards} has no {ABOUT}: give --shards the folder that was the "
            "--output of train --sharded"
        )
    generator, data = gathered(options.shards)
    version = bundle.save(options.bundle, generator, data=data)
    print(f"{options.bundle}: bundle {version}")
