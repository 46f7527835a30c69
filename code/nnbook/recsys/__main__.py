"""Recommenders at the command line: `python -m nnbook.recsys COMMAND --help`."""

import argparse

from nnbook.recsys.commands import evaluate, gather, recommend, serve, simulate, train

COMMANDS = {
    "simulate": simulate,
    "train": train,
    "gather": gather,
    "evaluate": evaluate,
    "recommend": recommend,
    "serve": serve,
}


def main(arguments=None):
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m nnbook.recsys")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        own = commands.add_parser(
            name,
            help=module.SUMMARY,
            description=module.__doc__,
            formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        )
        module.add_options(own)
        own.set_defaults(run=module.run, parser=own)
    options = vars(parser.parse_args(arguments))
    run, own = options.pop("run"), options.pop("parser")
    run(argparse.Namespace(**options), own)


if __name__ == "__main__":
    main()
