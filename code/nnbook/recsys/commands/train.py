"""Trains a candidate generator: `python -m nnbook.recsys train --help`.

On one machine or on several processes (`torchrun --nproc-per-node 2 -m nnbook.recsys
train ...`): the batch is shared out, the steps are the same; with `--sharded` the
tables are shared out, too. After each epoch all is written to the bundle's folder:
after an interrupt the same command goes on from there. At the end the model is compared
with what it has to beat, on events that it never saw (in shards: once it is gathered).
"""

import argparse
from dataclasses import replace
from pathlib import Path

import torch
import torch.distributed as dist

from nnbook.recsys.commands import logs
from nnbook.recsys.commands.logs import positive
from nnbook.recsys.evaluation.report import as_text
from nnbook.recsys.training.recipes import RECIPES
from nnbook.recsys.training.run import processes, trained
from nnbook.recsys.training.sharded import trained_in_shards

SUMMARY = "train YoutubeDNN's candidate generator"


def add_options(parser):
    """Give the command's options to its parser."""
    logs.add_options(parser)
    add = parser.add_argument
    add("--out", type=Path, required=True, help="folder for the bundle")
    add("--recipe", choices=[*RECIPES], default="best", help="what follows is of it")
    for name, kind in CHOICES.items():
        option = f"--{name.replace('_', '-')}"
        if kind is bool:
            add(option, action=argparse.BooleanOptionalAction, help=HELP[name])
        elif isinstance(kind, list):
            add(option, choices=kind, help=HELP[name])
        elif name == "hidden":
            add(option, type=kind, nargs="*", help=HELP[name])
        else:
            add(option, type=kind, help=HELP[name])
    add("--patience", type=positive, help="stop after so many epochs without progress")
    add("--device", choices=["cpu", "cuda"], default="cpu", help="of each process")
    sharded = "each process has a part of every table; --samples has to be given"
    add("--sharded", action="store_true", help=sharded)
    codes = "bytes of an item in the index of --sharded; else its whole vector"
    add("--index-bytes", type=positive, help=codes)


def not_negative(text):
    """A whole number of at least 0, for argparse."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is below 0")
    return number


def share(text):
    """A number from 0 to less than 1, for argparse."""
    number = float(text)
    if not 0 <= number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not in [0, 1)")
    return number


# The fields of a Recipe that the command line may change, and what they are.
CHOICES = {
    "min_count": positive,
    "window": positive,
    "repeats": ["skip", "label"],
    "per_user": positive,
    "dim": positive,
    "hidden": positive,
    "recency": bool,
    "shared": bool,
    "residual": bool,
    "dropout": share,
    "samples": not_negative,
    "alpha": float,
    "epochs": positive,
    "batch": positive,
    "lr": float,
}
HELP = {
    "min_count": "items seen less often are out of the vocabulary",
    "window": "watches in a user's history",
    "repeats": "what was seen before is left out, or may come again",
    "per_user": "training examples of a user in an epoch, at most; else all",
    "dim": "size of the vectors",
    "hidden": "ReLU layers",
    "recency": "learned weights of the watches, not their average",
    "shared": "one table for watches and for items",
    "residual": "the history is added to what the layers make of it",
    "dropout": "share of the numbers dropped in training",
    "samples": "draws a step; 0: full softmax",
    "alpha": "draws go by popularity^alpha",
    "epochs": "over which the learning rate falls to 0",
    "batch": "examples a step, all processes",
    "lr": "the highest learning rate",
}


def recipe_of(options):
    """The Recipe that the options name, with what they change of it."""
    changes = {name: getattr(options, name) for name in CHOICES}
    changes = {name: value for name, value in changes.items() if value is not None}
    if "hidden" in changes:
        changes["hidden"] = tuple(changes["hidden"])
    return replace(RECIPES[options.recipe], **changes)


def run(options, command_line):
    """Train as the options say; what is wrong with them, the parser says."""
    recipe = recipe_of(options)
    if options.device == "cuda" and not torch.cuda.is_available():
        command_line.error("torch finds no CUDA device here: leave --device out")
    if options.sharded and not recipe.samples:
        command_line.error(
            "--sharded needs sampled softmax, since the full one has a gradient for "
            "every row of a table: give --samples, such as --samples 2000"
        )
    with processes(options.device):
        if recipe.batch % dist.get_world_size():
            command_line.error(
                f"a batch of {recipe.batch} cannot be shared out evenly to "
                f"{dist.get_world_size()} processes"
            )
        try:
            report = (trained_in_shards if options.sharded else trained)(
                recipe,
                logs.load(options, recipe),
                options.out,
                options.seed,
                options.patience,
                about={name: getattr(options, name) for name in logs.OPTIONS},
                device=options.device,
                **({"code_bytes": options.index_bytes} if options.sharded else {}),
            )
        except (ValueError, OSError) as error:
            command_line.error(str(error))
        except KeyboardInterrupt:
            message = "\ninterrupted: the same command goes on after the last epoch"
            raise SystemExit(message) from None
        if report is not None:
            print(as_text(report))
