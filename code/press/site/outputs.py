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
from press.site.notebooks import is_notebook
from press.site.notes import PageNotes
from press.stored import up_to_date

WIDGET = "application/vnd.nnbook.widget+json"

log = logging.getLogger(__name__)


class MadeOf(PageNotes):
    """The number of what a page's output is made of; None where it was too old."""

    name = "nnbook_made_of"

    def note_of(self, doctree):
        """Return the number that `read` has found; Markdown pages have none."""
        return doctree.settings.env.temp_data.get(self.name)

    def get_outdated_docs(self, app, env, added, changed, removed):
        """Return the pages whose output is made of something else by now."""
        known = {Path(env.doc2path(page)): page for page in self.of(env)}
        return [
            page
            for path, page in known.items()
            if path.suffix == ".ipynb" and path.exists()
            if digest.of_notebook(json.loads(path.read_text("utf-8")))
            != self.of(env)[page]
        ]


def read(app, name, source):
    """Sphinx's event source-read: ``source`` holds the text of a page in a list."""
    if not is_notebook(app, name):
        return
    path = Path(app.env.doc2path(name))
    notebook, executed = json.loads(source[0]), up_to_date(path)
    if executed is None:
        log.warning(
            "the output is older than what it is made of; run: python -m press.execute",
            location=name,
            type="nnbook",
            subtype="outputs",
        )
        executed = notebook
    else:
        app.env.temp_data[MadeOf.name] = digest.of_notebook(notebook)
    cells = (digest.code_cells(notebook), digest.code_cells(executed))
    for cell, run in zip(*cells, strict=True):
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


def setup(app):
    """Register the events; the output is there before other parts read the cells."""
    app.connect("source-read", read, priority=100)
    app.add_env_collector(MadeOf)
