"""Runs a notebook's cells as the page does: with what a page has, and nothing else.

    python -m press.alone NOTEBOOK OUTPUT MODULE...

writes what each cell shows, and which modules have come, as JSON. Of what is installed
only the MODULEs and the book's own package can be imported: no PyTorch, no IPython, no
anywidget.
"""

import json
import sys
import time
from importlib.metadata import packages_distributions
from pathlib import Path

from nnbook.live.runner import MISSING, Runner


class Wall:
    """Refuses to import what is installed and not among the modules of the page."""

    def __init__(self, modules):
        self.refused = set(packages_distributions()) - {*modules, *MISSING, "nnbook"}

    def find_spec(self, name, path=None, target=None):
        """Raise ModuleNotFoundError where a page does not have the module."""
        top = name.partition(".")[0]
        if top in self.refused:
            raise ModuleNotFoundError(f"No module named {top!r}", name=top)


def main(notebook, output, *modules):
    """Run the cells of a notebook one after the other and write what came of them."""
    cells = json.loads(Path(notebook).read_text("utf-8"))["cells"]
    sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    sys.meta_path.insert(0, Wall(modules))
    runner, results = Runner(), []
    for number, source in enumerate(sources, 1):
        start = time.process_time()
        result = runner.run(source, f"cell {number}")
        results.append(result | {"seconds": time.process_time() - start})
    files = [n for n, m in sys.modules.items() if getattr(m, "__file__", None)]
    loaded = sorted({name.partition(".")[0] for name in files})
    text = json.dumps({"cells": results, "loaded": loaded})
    Path(output).write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
