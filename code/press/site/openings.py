"""A chapter opens with a picture that can be moved, and asks the chapter's question.

The metadata of the cell with its title say which: ``opening`` has ``asks`` (a sentence
or two), ``figure`` (a class of `nnbook.widgets`) and ``state`` (where it starts). The
page shows both between title and text. In JupyterLab and in Colab, where nothing
can be shown before the imports have run, the chapter begins with its text.
"""

import yaml

from press.site.notebooks import of_notebooks

NAME = "opening"  # the figure's id on its page


def opened(markdown, opening):
    """Return the text of a title's cell with its opening behind the title."""
    title, _, text = markdown.partition("\n")
    state = yaml.safe_dump(opening["state"], default_flow_style=None)
    figure = f"```{{widget}} {opening['figure']}\n:name: {NAME}\n\n{state}```"
    return f"{title}\n\n{opening['asks']}\n\n{figure}\n\n{text.lstrip()}"


@of_notebooks
def show(app, cells):
    """Put the opening of a chapter behind its title."""
    for cell in cells:
        if cell["cell_type"] == "markdown" and NAME in cell["metadata"]:
            text = "".join(cell["source"])
            cell["source"] = opened(text, cell["metadata"][NAME])


def setup(app):
    """Register the event."""
    app.connect("source-read", show)
