"""The comma after a formula stays with it.

A browser may break a line on either side of a formula, and would put the comma or full
stop that follows at the start of the next line.
"""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

CLOSING = re.compile(r"[.,:;?!)\]’”，。；：？！、）」》]+")


class KeepPunctuation(SphinxTransform):
    """Put each formula and the marks after it into one piece that is not broken."""

    default_priority = 880

    def apply(self, **kwargs):
        """Go through the formulas of the page."""
        for formula in list(self.document.findall(nodes.math)):
            after = formula.next_node(descend=False, siblings=True)
            marks = CLOSING.match(after) if isinstance(after, nodes.Text) else None
            if marks:
                piece = nodes.inline(classes=["nn-piece"])
                formula.parent.replace(formula, piece)
                piece += [formula, nodes.Text(marks[0])]
                after.parent.replace(after, nodes.Text(after[marks.end() :]))


def setup(app):
    """Register the transform."""
    app.add_transform(KeepPunctuation)
