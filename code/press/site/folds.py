"""Cells that only draw or only compare are folded to a line that says what they do.

The line is the author's: ``fold`` in the metadata of the cell. It stands above what the
code prints, and under what it draws.
"""

from docutils import nodes

from press import markup


def fold_cells(app, doctree):
    """Put the code of each such cell, and what belongs to it, between details."""
    for cell in doctree.findall(nodes.container):
        label = (cell.get("cell_metadata") or {}).get("fold")
        if cell.get("nb_element") == "cell_code" and label:
            fold(cell, label)


def fold(cell, label):
    """Fold the code of one cell under its ``label``."""
    is_output = [n.get("nb_element") == "cell_code_output" for n in cell.children]
    output = [n for n, shown in zip(cell.children, is_output, strict=True) if shown]
    code = [n for n, shown in zip(cell.children, is_output, strict=True) if not shown]
    summary = f'<details class="nn-fold"><summary>{markup.html(label)}</summary>'
    folded = [
        nodes.raw("", summary, format="html"),
        *code,
        nodes.raw("", "</details>", format="html"),
    ]
    draws = any(n for part in output for n in part.findall(nodes.image))
    cell.children = []
    cell.extend(output + folded if draws else folded + output)


def setup(app):
    """Run after what else belongs to the code of a cell has been put there."""
    app.connect("doctree-read", fold_cells, priority=800)
