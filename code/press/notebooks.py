"""Bring chapters up to date: ``python -m press.notebooks chapters/*.ipynb``.

Writes the exercises and the set-up cell into each notebook, runs it from top to bottom
and normalizes what is stored, so that a run which computes the same changes no byte.
With ``--check`` nothing runs and nothing is written: the names are printed of notebooks
that are not as this tool would store them.
"""

import argparse
import sys
from pathlib import Path

import nbformat
import yaml
from nbclient import NotebookClient

from nnbook.grading import sync
from press.book import book_folder
from press.site.printed import merge_streams

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SETUP = """\
# Set-up: installs the book's package where it is missing (on Colab).
import importlib.util

url = "{url}"
if importlib.util.find_spec("nnbook") is None:
    %pip install -q "nnbook{extra} @ git+{{url}}#subdirectory=code"
"""


def setup_cell(notebook):
    """Return the source of a chapter's first cell.

    The address is ``repository.url`` of _config.yml, the one place that names it. What
    only the recommenders need is installed only where a chapter imports them.
    """
    config = yaml.safe_load((book_folder() / "_config.yml").read_text("utf-8"))
    source = "".join(cell.source for cell in notebook.cells)
    recommends = "nnbook.recsys" in source or "nnbook.data" in source
    extra = "[recsys]" if recommends else ""
    return SETUP.format(url=config["repository"]["url"], extra=extra).rstrip("\n")


def normalize(notebook):
    """Keep text and images; drop what changes from run to run and widget state."""
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    notebook.nbformat_minor = 5
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = merge_streams(cell.outputs)
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)


def update(path):
    """Write set-up and exercises into a notebook, run it and normalize it."""
    sync.main([path])
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = setup_cell(notebook)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute(
        cwd=str(path.parent)
    )
    normalize(notebook)
    nbformat.write(notebook, path)


def is_normal(path):
    """Tell whether a notebook is stored as `update` stores it, output aside."""
    text = path.read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)
    if sync.update(notebook):
        return False
    notebook.cells[0].source = setup_cell(notebook)
    normalize(notebook)
    return nbformat.writes(notebook) + "\n" == text


def main():
    """Update or check the notebooks that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only look, do not run")
    parser.add_argument("notebooks", type=Path, nargs="+")
    options = parser.parse_args()
    if options.check:
        stale = [path for path in options.notebooks if not is_normal(path)]
        if stale:
            names = ", ".join(map(str, stale))
            sys.exit(f"not normalized, run `make notebooks`: {names}")
        return
    for path in options.notebooks:
        update(path)
        print("updated", path)


if __name__ == "__main__":
    main()
