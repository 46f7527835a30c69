"""The cells of a chapter: what they define when they run, and what they have printed."""

import contextlib
import io
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np

CHAPTERS = Path(__file__).resolve().parents[1] / "chapters"


def cells_of(chapter):
    """The cells of chapters/CHAPTER.ipynb."""
    return nbformat.read(CHAPTERS / f"{chapter}.ipynb", as_version=4).cells


def run(cells, apart):
    """Everything that the cells define; exercises, and those that start so, left out."""
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        for cell in cells[1:]:  # without the set-up
            code = cell.cell_type == "code" and "exercise" not in cell.metadata
            if code and not cell.source.startswith(apart):
                exec(cell.source, namespace)
    plt.close("all")
    return namespace


def printed(cells, name):
    """What the cell of this name prints; nbval holds it to what it printed when run."""
    (cell,) = (c for c in cells if c.metadata.get("name") == name)
    return "".join(o.text for o in cell.outputs if o.output_type == "stream")
