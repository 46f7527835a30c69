"""Writes a made-up log to try the other commands on: `... simulate --help`.

It is of the book's video site (nnbook.data.videos): who watched what and when, as CSV.
"""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nnbook.data import videos
from nnbook.recsys.commands.logs import positive

SUMMARY = "write a made-up log"
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def add_options(parser):
    """Give the command's options to its parser."""
    add = parser.add_argument
    add("--out", type=Path, required=True, help="the CSV file")
    add("--users", type=positive, default=500)
    add("--videos", type=positive, default=200)
    add("--watches", type=positive, default=40, help="per user")
    add("--seed", type=int, default=0, help="of all that is drawn by lot")


def run(options, command_line):
    """Write the log, sorted by time; what is wrong, the parser says."""
    if options.out.exists():
        command_line.error(f"{options.out} is there already: name another file")
    try:
        site = videos.simulate(
            n_users=options.users,
            n_videos=options.videos,
            watches_per_user=options.watches,
            seed=options.seed,
        )
    except ValueError as error:
        command_line.error(str(error))
    watches = site.watches
    with open(options.out, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["user", "item", "time"])
        for i in watches.time.argsort(kind="stable"):
            time = FIRST_DAY + timedelta(days=float(watches.time[i]))
            row = f"u{watches.user[i]}", f"v{watches.video[i]}"
            rows.writerow([*row, time.isoformat(timespec="seconds")])
