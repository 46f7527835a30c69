"""How many exercises and questions a chapter has: counted by the build, typed nowhere.

Where a chapter says ``[exercises and questions](progress.md)``, its page says how many
there are: "9 exercises and 12 questions". In JupyterLab and in Colab it is a link.
"""

import json
import re

from press.site.notebooks import is_notebook
from press.words import _

PLACE = re.compile(r"\[[^\]]+\]\(progress\.md\)")


def counted(cells):
    """Say how many exercises and questions a notebook's ``cells`` hold."""
    exercises = sum("exercise" in cell["metadata"] for cell in cells)
    questions = sum("".join(cell["source"]).startswith("Question(") for cell in cells)
    return _(
        "{exercises} and {questions}",
        exercises=_("1 exercise")
        if exercises == 1
        else _("{number} exercises", number=exercises),
        questions=_("1 question")
        if questions == 1
        else _("{number} questions", number=questions),
    )


def read(app, name, source):
    """Sphinx's event source-read: ``source`` holds the text of a page in a list."""
    if not is_notebook(app, name) or not PLACE.search(source[0]):
        return
    notebook = json.loads(source[0])
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            text = "".join(cell["source"])
            cell["source"] = PLACE.sub(counted(notebook["cells"]), text)
    source[0] = json.dumps(notebook)


def setup(app):
    """Register the event."""
    app.connect("source-read", read)
