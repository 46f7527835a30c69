"""What answers a prediction is marked, so that the site's script can cover it.

That is the output of the cell right below the question, and what is said of it: all up
to the end of the first Markdown cell, which tends to begin with the answer.
"""

from itertools import takewhile

from docutils import nodes
from sphinx.errors import ExtensionError

NOTEBOOK_CELL = 10_000  # a node's line is this times the number of its cell, and more


def cover_answer(shown, question_id):
    """Mark what answers a prediction, whose mount is the node ``shown``."""
    cell = shown
    while cell.get("nb_element") != "cell_code":
        cell = cell.parent
    below = cell.next_node(descend=False, siblings=True)
    shows = below and (n for n in below.findall(nodes.container))
    if not below or all(n.get("nb_element") != "cell_code_output" for n in shows):
        raise ExtensionError(
            f"{question_id} asks for a prediction, but right below it stands no code "
            "cell with output"
        )
    below["classes"].append("nn-predicted")
    if said := what_is_said(below):
        for node in said:
            node.parent.remove(node)
        place = below.parent.index(below) + 1
        below.parent.insert(place, nodes.container("", *said, classes=["nn-said"]))


def what_is_said(cell):
    """What stands below a cell, to the end of the first Markdown cell.

    Empty where something else is asked before: then it is not of this cell that the
    Markdown cell speaks.
    """
    below = cell.parent[cell.parent.index(cell) + 1 :]
    cells = list(takewhile(is_code, below))
    prose = list(takewhile(goes_on, below[len(cells) :]))
    first = next((line // NOTEBOOK_CELL for node in prose if (line := node.line)), 0)
    prose = [n for n in prose if n.line is None or n.line // NOTEBOOK_CELL == first]
    after = below[len(cells) + len(prose) :]
    is_prompt = bool(after) and is_exercise(after[0])
    return [] if any(map(asks, cells)) or is_prompt else cells + prose


def is_code(node):
    """Is it a code cell?"""
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def goes_on(node):
    """Is it text of the same section?"""
    return not is_code(node) and not isinstance(node, nodes.section)


def is_exercise(node):
    """Is it the cell of an exercise? Its prompt is the Markdown cell above."""
    return "exercise" in (node.get("cell_metadata") or {})


def asks(node):
    """Is it a cell that shows a question or an exercise?"""
    shown = node.findall(nodes.raw)
    return is_exercise(node) or any("nnbook_item" in raw for raw in shown)
