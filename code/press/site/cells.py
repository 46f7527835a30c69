"""Code cells that can be run and changed where they are read.

At the end of each cell's code goes a bar, which the site's script fills with buttons
(Run this, Edit). It says what has to be known of the cell: who it is, for the reader's
own version of it, whether it needs more than Python has in a page, and whether it is
long.
"""

import json
from html import escape
from pathlib import Path

from docutils import nodes

from press import digest
from press.site.notebooks import of_notebooks

# What has to be known of the cells: `press.live` writes it.
TOLD = Path(__file__).parent / "live.json"
ID = "nnbook_cell"
# In a translated cell: the number of its English code, by which all editions know it.
ENGLISH = "nnbook_english"
# What a cell must not have to be live: its code is not shown, or no notebook runs it.
HIDDEN = {"remove-cell", "remove-input", "hide-input", "skip-execution"}


def stored():
    """Return {name of a chapter: what has to be known of its cells}."""
    return json.loads(TOLD.read_text("utf-8"))


def number_of(source):
    """Return the number of a cell's source; a reader's edit is kept with it."""
    return digest.of_parts([source])


@of_notebooks
def name_cells(app, cells):
    """A cell's id goes where the page can find it."""
    for cell in cells:
        if cell["cell_type"] == "code" and "id" in cell:
            cell["metadata"][ID] = cell["id"]


def add_bars(app, doctree):
    """Put a bar at the end of the code of each cell that a reader can run."""
    chapter = app.env.docname.rpartition("/")[2]
    known = stored().get(chapter, {"needs": {}, "long": {}})
    for cell in doctree.findall(is_live):
        code = next(cell.findall(nodes.literal_block)).astext()
        number = cell["cell_metadata"].get(ENGLISH) or number_of(code)
        data = {"id": f"{chapter}/{cell['cell_metadata'][ID]}", "edition": number}
        if number in known["needs"]:
            data["needs"] = known["needs"][number].partition(":")[0]
        if number in known["long"]:
            data["seconds"] = known["long"][number]
        if smaller := cell["cell_metadata"].get("smaller"):
            data["smaller"] = json.dumps(smaller, ensure_ascii=False)
        attributes = "".join(
            f' data-{key}="{escape(str(value))}"' for key, value in data.items()
        )
        bar = f'<div class="nn-cell-bar"{attributes}></div>'
        shown = next(cell.findall(is_source))
        shown.append(nodes.raw("", bar, format="html"))


def is_source(node):
    """Tell whether a node holds the code of a cell."""
    return (
        isinstance(node, nodes.container)
        and node.get("nb_element") == "cell_code_source"
    )


def is_live(node):
    """Tell whether a node is a code cell that a reader can run where it is read."""
    if not isinstance(node, nodes.container) or node.get("nb_element") != "cell_code":
        return False
    metadata = node.get("cell_metadata") or {}
    shown = any(map(is_source, node.children))
    hidden = HIDDEN & set(metadata.get("tags", []))
    return shown and not hidden and "exercise" not in metadata and ID in metadata


def setup(app):
    """Register the events: the exercises are no cells any more when bars are added."""
    app.connect("source-read", name_cells)
    app.connect("doctree-read", add_bars)
