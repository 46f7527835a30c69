"""Bring chapters up to date: ``python -m press.notebooks``, or with ``02 06``.

Writes the exercises and the set-up cell into each notebook, runs it from top to bottom
and normalizes what is stored, so that a run which computes the same changes no byte.
With ``--check`` nothing runs and nothing is written: the names are printed of notebooks
that are not as this tool would store them.

A notebook keeps all that its page shows, so that the book is built without running it:
texts, images, and as metadata of an output the state of the widget that it shows. The
notebook's own metadata has the number of what all that was made of (`press.digest`).
"""

import argparse
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

# A kernel for each core: let none of them take all cores. Children inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import nbformat
import yaml
from nbclient import NotebookClient

from nnbook.grading import sync
from nnbook.language import language
from press import digest
from press.book import book_folder
from press.site.printed import merge_streams
from press.words import _ as say

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
# What ipywidgets adds to every widget.
NO_STATE = {"description", "layout", "tabbable", "tooltip"}
# Of a cell that prints how long something takes: it differs from run to run.
TIMED = "nbval-ignore-output"
NUMBER = re.compile(r" *\d+(\.\d+)?")
SETUP = """\
# {comment}
import importlib.util

url = "{url}"
if importlib.util.find_spec("nnbook") is None:
    %pip install -q "nnbook{extra} @ git+{{url}}{branch}#subdirectory=code"
"""
SPEAKS = """\
import os

os.environ["NNBOOK_LANGUAGE"] = "{language}"
"""


def setup_cell(notebook):
    """Return the source of a chapter's first cell.

    The address is ``repository.url`` of _config.yml, the one place that names it. What
    only some chapters need is installed only where they import it.
    """
    config = yaml.safe_load((book_folder() / "_config.yml").read_text("utf-8"))
    source = "".join(cell.source for cell in notebook.cells)
    heavy = ("nnbook.recsys", "nnbook.data", "sklearn")
    source = SETUP.format(
        comment=say(
            "Set-up: installs the book's package where it is missing (on Colab)."
        ),
        url=config["repository"]["url"],
        extra="[recsys]" if any(name in source for name in heavy) else "",
        branch="" if language() == "en" else f"@{language()}",
    )
    if language() != "en":
        source += SPEAKS.format(language=language())
    return source.rstrip("\n")


def run(notebook, folder):
    """Run a notebook from top to bottom in ``folder`` and normalize it.

    Raises nbclient.exceptions.CellExecutionError where a cell does.
    """
    before = {cell.source: cell.outputs for cell in timed_cells(notebook)}
    config = yaml.safe_load((book_folder() / "_config.yml").read_text("utf-8"))
    NotebookClient(
        notebook, timeout=config["execute"]["timeout"], kernel_name="python3"
    ).execute(cwd=str(folder))
    normalize(notebook)
    for cell in timed_cells(notebook):
        stored = before[cell.source]
        if without_numbers(stored) == without_numbers(cell.outputs):
            cell.outputs = stored
    notebook.metadata["nnbook"] = {"made_of": digest.of_notebook(notebook)}


def timed_cells(notebook):
    """Return the cells that print how long something takes."""
    return [c for c in notebook.cells if TIMED in c.metadata.get("tags", [])]


def without_numbers(outputs):
    """Return what a cell has printed, each number as 0."""
    return [NUMBER.sub(" 0", output.get("text", "")) for output in outputs]


def normalize(notebook):
    """Keep text, images and widgets' state; drop what changes from run to run."""
    widgets = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {})
    made_of = notebook.metadata.get("nnbook")
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
        **({"nnbook": made_of} if made_of else {}),
    }
    notebook.nbformat_minor = 5
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = merge_streams(cell.outputs)
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
                view = output.get("data", {}).pop(WIDGET_VIEW, None)
                model = widgets.get("state", {}).get(view and view["model_id"])
                if model and "_widget" in model["state"]:
                    output.metadata = {"nnbook": stored_state(model["state"])}


def stored_state(state):
    """Return what a page needs to know of a widget: of a question, which one it is."""
    if state["_widget"] == "question":
        return {"_widget": "question", "question_id": state["question_id"]}
    return {
        name: value
        for name, value in state.items()
        if name == "_widget" or not (name.startswith("_") or name in NO_STATE)
    }


def update(path):
    """Write set-up and exercises into a notebook, run it and normalize it."""
    sync.main([path])
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = setup_cell(notebook)
    run(notebook, path.parent)
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


def chapters(names):
    """Return the notebooks that are meant: paths, numbers or names; all for none.

    Exits with the names that there are where one is unknown.
    """
    known = sorted((book_folder() / "chapters").glob("*.ipynb"))
    meant = []
    for name in names:
        path = Path(name)
        found = [path] if path.is_file() else [p for p in known if is_named(p, name)]
        if not found:
            sys.exit(
                f"no chapter {name!r}; there are {', '.join(p.stem for p in known)} "
                "(the number alone will do: 02)"
            )
        meant += found
    return meant or known


def is_named(path, name):
    """Tell whether a chapter has this name or number."""
    return path.stem == name or path.stem.startswith(f"{name}_")


def largest_first(paths):
    """Sort notebooks: the largest take longest, and would leave a core idle."""
    return sorted(paths, key=lambda path: -path.stat().st_size)


def main():
    """Update or check the notebooks that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only look, do not run")
    parser.add_argument("notebooks", nargs="*", help="paths, or numbers such as 02")
    options = parser.parse_args()
    paths = chapters(options.notebooks)
    if options.check:
        stale = [path for path in paths if not is_normal(path)]
        if stale:
            names = ", ".join(map(str, stale))
            sys.exit(f"not normalized, run `make notebooks`: {names}")
        return
    with ProcessPoolExecutor() as pool:
        todo = largest_first(paths)
        for path, _ in zip(todo, pool.map(update, todo), strict=True):
            print("updated", path)


if __name__ == "__main__":
    main()
