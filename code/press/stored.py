"""Where a chapter's output is kept: in its notebook, or in a copy that was run since.

Each has the number of what its output was made of (`press.digest`) in its metadata.
"""

import nbformat

from press import digest


def copy_of(path):
    """Where the output of a chapter is kept that was run since it was stored."""
    return path.parent.parent / "_build" / "executed" / path.name


def up_to_date(path):
    """Return the notebook that has a chapter's output of today, None where none has."""
    number = digest.of_notebook(nbformat.read(path, as_version=4))
    for kept in (path, copy_of(path)):
        if kept.exists():
            notebook = nbformat.read(kept, as_version=4)
            if notebook.metadata.get("nnbook", {}).get("made_of") == number:
                return notebook
    return None
