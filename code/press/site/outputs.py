"""The output of the chapters' cells, as the notebooks store it.

Nothing runs while the book is built: the output is that of the notebook, or of its copy
in ``_build/executed`` where something has changed since (`press.execute`). A page is
read again when what its output is made of is another.
"""

import json
from pathlib import Path

from sphinx.util import logging

from press import digest
from press.site.html import script_json
from press.stored import up_to_date

WIDGET = "application/vnd.nnbook.widget+json"

log = logging.getLogger(__name__)


def read(app, name, source):
    """Sphinx's event source-read: ``source`` holds the text of a page in a list."""
    path = Path(app.env.doc2path(name))
    if path.suffix != ".ipynb":
        return
    notebook, executed = json.loads(source[0]), up_to_date(path)
    made_of(app.env)[name] = executed and digest.of_notebook(notebook)
    if executed is None:
        log.warning(
            "the output is older than what it is made of; run: python -m press.execute",
            location=name,
            type="nnbook",
            subtype="outputs",
        )
        executed = notebook
    for cell, run in zip(notebook["cells"], executed["cells"], strict=True):
        if cell["cell_type"] == "code":
            cell["outputs"] = [as_mount(output) for output in run["outputs"]]
    source[0] = json.dumps(notebook)


def as_mount(output):
    """Return an output that shows a widget as the place where it will be mounted."""
    state = output.get("metadata", {}).get("nnbook")
    if state is None:
        return output
    text = "".join(output["data"]["text/plain"])
    html = script_json({**state, "description": text}, kind=WIDGET)
    return {**output, "data": {"text/html": html}}


def made_of(env):
    """Return {docname: number} of the pages that are read, kept from build to build.

    Where the output was too old, the number is None.
    """
    if not hasattr(env, "nnbook_made_of"):
        env.nnbook_made_of = {}
    return env.nnbook_made_of


def outdated(app, env, added, changed, removed):
    """Return the pages whose output is made of something else by now."""
    return [
        name
        for name, number in made_of(env).items()
        if name in env.found_docs - removed
        and digest.of_notebook(json.loads(Path(env.doc2path(name)).read_text("utf-8")))
        != number
    ]


def purge(app, env, docname):
    """Forget a page that is read again or gone."""
    made_of(env).pop(docname, None)


def merge(app, env, docnames, other):
    """Take over what a parallel reader noted."""
    numbers = made_of(other)
    made_of(env).update({name: numbers[name] for name in docnames if name in numbers})


def setup(app):
    """Register the events; the output is there before other parts read the cells."""
    app.connect("source-read", read, priority=100)
    app.connect("env-get-outdated", outdated)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
