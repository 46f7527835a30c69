"""What changes the cells of a chapter before its page is made of them."""

import functools
import json
from pathlib import Path


def of_notebooks(change):
    """Make a listener to Sphinx's event source-read of ``change(app, cells)``.

    ``cells`` are those of a notebook, as its JSON has them, to be changed in place;
    pages of Markdown are passed over.
    """

    @functools.wraps(change)
    def read(app, name, source):
        if is_notebook(app, name):
            notebook = json.loads(source[0])
            change(app, notebook["cells"])
            source[0] = json.dumps(notebook)

    return read


def is_notebook(app, name):
    """Tell whether the page of that name is made of a notebook."""
    return Path(app.env.doc2path(name)).suffix == ".ipynb"
