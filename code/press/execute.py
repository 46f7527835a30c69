"""Run the chapters whose stored output is older than what it is made of.

A chapter's notebook keeps its output and the number of what that was made of
(`press.digest`). Where the number is another one by now, the chapter is run, and its
output kept in ``_build/executed``: nothing is written into the chapters themselves,
in which a reader may have solved exercises. `make notebooks` stores it there.

    python -m press.execute              run them, as many at once as there are cores
    python -m press.execute --pending    name them, and exit with 1 if there are any
"""

import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

import nbformat

from press.notebooks import chapters, largest_first, run
from press.stored import copy_of, up_to_date


def pending():
    """Return the chapters that have to run."""
    return [path for path in chapters([]) if up_to_date(path) is None]


def execute(path):
    """Run a chapter and keep its output."""
    notebook = nbformat.read(path, as_version=4)
    run(notebook, path.parent)
    copy_of(path).parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, copy_of(path))


def main():
    """Run what has to run; exit with what failed."""
    todo = largest_first(pending())
    if "--pending" in sys.argv[1:]:
        sys.exit("\n".join(f"has to run: {path.stem}" for path in todo) or 0)
    failed = []
    with ProcessPoolExecutor() as pool:
        jobs = {pool.submit(execute, path): path for path in todo}
        for job in as_completed(jobs):
            if job.exception():
                failed.append(f"{jobs[job]}: {job.exception()}")
            else:
                print("run:", jobs[job].stem)
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
