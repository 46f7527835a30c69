"""Write prompts and starters of the exercises into the notebooks that name them.

A Markdown cell with the metadata {"exercise_prompt": id} gets the prompt, a code cell
with {"exercise": id} the starter and the call that grades it; nothing else changes.

    python -m nnbook.grading.sync chapters/*.ipynb
"""

import json
import sys
from pathlib import Path

from nnbook.grading.exercise import load


def update(notebook):
    """Bring a notebook (a dict) up to date; tell whether anything has changed."""
    changed = False
    for cell in notebook["cells"]:
        text = _defined(cell["metadata"])
        if text is not None and text != "".join(cell["source"]):
            cell["source"] = text.splitlines(keepends=True)
            changed = True
    return changed


def main(paths):
    """Update the notebook files and print the name of each that has changed."""
    for path in map(Path, paths):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        try:
            changed = update(notebook)
        except ValueError as error:
            sys.exit(f"{path}: {error}")
        if changed:
            text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
            path.write_text(text, encoding="utf-8")
            print(f"{path}: exercises updated")


def _defined(metadata):
    """Return what the definition says for a cell with this metadata, if anything."""
    if "exercise_prompt" in metadata:
        return load(metadata["exercise_prompt"]).prompt_cell
    if "exercise" in metadata:
        return load(metadata["exercise"]).code_cell
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
