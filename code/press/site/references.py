"""References in plain Markdown become citations and the numbers of equations.

JupyterLab and Colab show a notebook's Markdown without Sphinx's roles. So the chapters
name works and equations in words, as links, and the page's build reads them as roles:

``[[Kingma and Ba, 2015]](bibliography.md#kingma2015)``   {cite:p}`kingma2015`
``[Kingma and Ba [2015]](bibliography.md#kingma2015)``    {cite:t}`kingma2015`
``[(eq-layer)](#eq-layer)``                               {eq}`eq-layer`

What the first two say is what the page prints: a test compares them.
"""

import re

from press.site.notebooks import is_notebook, of_notebooks

CITATION = re.compile(
    r"\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\(bibliography\.md#([\w,-]+)\)"
)
EQUATION = re.compile(r"\[\((eq-[\w-]+)\)\]\(#\1\)")


def with_roles(markdown):
    """Return the text with each such link as a role."""
    markdown = CITATION.sub(
        lambda m: f"{{cite:{'p' if m[1].startswith('[') else 't'}}}`{m[2]}`", markdown
    )
    return EQUATION.sub(r"{eq}`\1`", markdown)


def read(app, name, source):
    """Sphinx's event source-read: ``source`` holds the text of a page in a list."""
    if is_notebook(app, name):
        read_cells(app, name, source)
    else:
        source[0] = with_roles(source[0])


@of_notebooks
def read_cells(app, cells):
    """Read the Markdown of a notebook."""
    for cell in cells:
        if cell["cell_type"] == "markdown":
            cell["source"] = with_roles("".join(cell["source"]))


def setup(app):
    """Register the event."""
    app.connect("source-read", read)
