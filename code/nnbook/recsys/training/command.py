"""Trains a candidate generator: `python -m nnbook.recsys train --help`.

On one machine or on several processes (`torchrun --nproc-per-node 2 -m nnbook.recsys
train ...`): the batch is shared out, the steps are the same. After each epoch all is
written to the output folder: after an interrupt the same command goes on from there.
"""

import argparse
import os
from contextlib import contextmanager
from pathlib import Path

import torch.distributed as dist

from nnbook.data.movielens import EDITIONS
from nnbook.recsys.serving.saving import MismatchError
from nnbook.recsys.training.datasets import of_movielens, of_videos
from nnbook.recsys.training.trainer import Training

SUMMARY = "train YoutubeDNN's candidate generator"


def add_options(parser):
    """Give the command's options to its parser."""
    add = parser.add_argument
    add("--data", choices=["videos", *EDITIONS], default="videos")
    add("--output", type=Path, required=True, help="folder for model and checkpoint")
    add("--users", type=positive, default=5000, help="of the simulated video site")
    add("--videos", type=positive, default=2000, help="of the simulated video site")
    add("--watches", type=positive, default=40, help="per simulated user")
    add("--dim", type=positive, default=64, help="size of the vectors")
    add("--hidden", type=positive, nargs="*", default=[128], help="ReLU layers")
    add("--window", type=positive, default=20, help="watches in a user's history")
    add("--recency", action="store_true", help="learned weights, not the average")
    add("--per-user", type=positive, default=50, help="training examples at most")
    add(
        "--samples",
        type=not_negative,
        default=1000,
        help="draws a step; 0: full softmax",
    )
    add("--alpha", type=float, default=0.75, help="draws go by popularity^alpha")
    add("--batch", type=positive, default=256, help="examples a step, all processes")
    add("--lr", type=float, default=0.003)
    add("--epochs", type=positive, default=20, help="at most")
    add("--patience", type=positive, default=2, help="epochs without improvement")
    add("--seed", type=int, default=0)


def positive(text):
    """A whole number above 0, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return number


def not_negative(text):
    """A whole number of at least 0, for argparse."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is below 0")
    return number


@contextmanager
def processes():
    """The group of processes that torchrun has started, or one of this alone."""
    if "RANK" in os.environ:
        dist.init_process_group("gloo")
    else:
        dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
    try:
        yield
    finally:
        dist.destroy_process_group()


def run(options, command_line):
    """Train as the options say; what is wrong with them, the parser says."""
    with processes():
        if options.batch % dist.get_world_size():
            command_line.error(
                f"a batch of {options.batch} cannot be shared out evenly to "
                f"{dist.get_world_size()} processes"
            )
        data = load(options)
        if len(data.training) < options.batch:
            command_line.error(
                f"there are only {len(data.training)} training examples: give a "
                f"--batch of at most that, not {options.batch}"
            )
        training = Training(options, data)
        try:
            training.resume()
            training.run()
        except MismatchError as error:
            command_line.error(str(error))
        except KeyboardInterrupt:
            message = "\ninterrupted: the same command goes on after the last epoch"
            raise SystemExit(message) from None


def load(options):
    """The Dataset that the options ask for."""
    limits = {"window": options.window, "per_user": options.per_user}
    if options.data == "videos":
        sizes = {"n_users": options.users, "n_videos": options.videos}
        sizes |= {"watches_per_user": options.watches}
        return of_videos(sizes, options.seed, **limits)
    return of_movielens(options.data, options.seed, **limits)
