"""Run the chapters that the build's cache lacks, as many at once as there are cores.

``python code/tools/execute.py`` comes before the build, which would run them one after
another. A chapter that fails is run again by the build, which then says what failed.
"""

import os
from pathlib import Path

# A kernel for each core: let none of them take all cores. Children inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import yaml
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "_build" / ".jupyter_cache"  # where Jupyter Book keeps it


def execute():
    """Run what is not in the cache; returns the chapters that failed."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    cache = get_cache(CACHE)
    chapters = ROOT.glob("chapters/*.ipynb")
    # The largest first: they take longest, and would leave a core idle at the end.
    for path in sorted(chapters, key=lambda path: -path.stat().st_size):
        cache.add_nb_to_project(str(path))
    executor = load_executor("local-parallel", cache)
    result = executor.run_and_cache(timeout=config["execute"]["timeout"])
    return result.excepted + result.errored


if __name__ == "__main__":
    for failed in execute():
        print(f"failed: {failed}")
