"""Run the chapters that the build's cache lacks, as many at once as there are cores.

``python -m press.execute`` comes before the build, which would run them one after
another. A chapter that fails is run again by the build, which then says what failed.

The cache knows a chapter by its code cells alone. Where the package has changed that
these import, the chapters are forgotten, and so run and read again.
"""

import hashlib
import os
import shutil

# A kernel for each core: let none of them take all cores. Children inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import yaml
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

from press.book import book_folder

ROOT = book_folder()
CACHE = ROOT / "_build" / ".jupyter_cache"  # where Jupyter Book keeps it
RUN_WITH = CACHE / "package.sha256"  # of the package that the chapters were run with
PACKAGE = ROOT / "code" / "nnbook"


def package_files():
    """The package's code and stored results, but for what no cell of a chapter runs."""
    unused = {*(PACKAGE / "exercises").glob("*/")}
    return [
        path
        for kind in ("*.py", "*.json")
        for path in PACKAGE.rglob(kind)
        if not unused.intersection(path.parents)
    ]


def digest():
    """A number for the package: another one, and cells may print something else."""
    total = hashlib.sha256()
    for path in sorted(package_files()):
        total.update(f"{path.relative_to(ROOT)}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def execute():
    """Run what is not in the cache; returns the chapters that failed."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    chapters = list(ROOT.glob("chapters/*.ipynb"))
    package = digest()
    if not RUN_WITH.exists() or RUN_WITH.read_text("utf-8") != package:
        shutil.rmtree(CACHE, ignore_errors=True)
        for path in chapters:
            path.touch()  # Sphinx reads what is newer than its page
    cache = get_cache(CACHE)
    # The largest first: they take longest, and would leave a core idle at the end.
    for path in sorted(chapters, key=lambda path: -path.stat().st_size):
        cache.add_nb_to_project(str(path))
    executor = load_executor("local-parallel", cache)
    result = executor.run_and_cache(timeout=config["execute"]["timeout"])
    RUN_WITH.write_text(package, "utf-8")
    return result.excepted + result.errored


if __name__ == "__main__":
    for failed in execute():
        print(f"failed: {failed}")
