"""A chapter of a few cells that need the standard library and the book's figures only.

It is built with the book's extension, so that the page is the real one; the book's own
cells need numpy, which is not everywhere to be had for a browser.
"""

import io
import zipfile
from pathlib import Path

import nbformat
import traitlets
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from nnbook.widgets import McCullochPitts
from press import packages
from press.site import assets

CELLS = [
    "import random\nimport time\n\nrng = random.Random(7)\nn = 3",
    "print('n is', n)\nn * 2",
    "rng.random()",
    "[rng.randrange(10) for _ in range(n)]",
    "print('before')\n6 / n",
    "import torch\n\na = n\nb = torch.ones(a)\nprint('a is', a)",
    "print(b)",
    # The figure needs nothing of numpy, others of the package do.
    "import sys\nfrom unittest import mock\n\nsys.modules['numpy'] = mock.MagicMock()\n"
    "from nnbook.widgets import McCullochPitts\n\nw = McCullochPitts()\nw",
    "w.bias = 1.25",
    "print(w.bias)",
    "for second in range(n):\n    print(second)\n    time.sleep(0.01)",
    "print('<b>not bold</b>')",
    "n + 40",
]
# What is stored of them; the figure's text is enough.
STORED = {2: ("n is 3\n", "6"), 3: ("", "0.32383276483316237"), 13: ("", "43")}
FIGURE = 8  # of the cells, shows one
LINK = "#mcculloch-pitts?bias=-1.5"  # sets it
# Predictions, by the cell that answers them.
PREDICTED = {13: "twice-the-drive"}
METADATA = {
    4: {"fold": "Drawn by lot"},
    11: {"smaller": {"replace": "range(n)", "by": "range(1)"}},
}
ID = "live"


def notebook(cells=CELLS):
    """The chapter as a notebook."""
    new = nbformat.v4
    book = new.new_notebook(cells=[new.new_markdown_cell("# A live chapter")])
    book.metadata["language_info"] = {"name": "python"}
    for number, source in enumerate(cells, 1):
        if number in PREDICTED:
            book.cells.append(question(PREDICTED[number]))
        cell = new.new_code_cell(source, id=f"{ID}-{number}")
        printed, value = STORED.get(number, ("", ""))
        if printed:
            cell.outputs.append(new.new_output("stream", name="stdout", text=printed))
        if value:
            data = {"text/plain": value}
            cell.outputs.append(new.new_output("execute_result", data=data))
        if number == FIGURE:
            cell.outputs.append(shown(**McCullochPitts().state()))
        cell.metadata.update(METADATA.get(number, {}))
        book.cells.append(cell)
        if number == FIGURE:
            book.cells.append(new.new_markdown_cell(f"[A bias of −1.5]({LINK})"))
    return book


def question(name):
    """A cell that shows a question, as it is stored."""
    tags = {"tags": ["remove-input"]}
    outputs = [shown("question", question_id=name)]
    source = f"Question({name!r})"
    return nbformat.v4.new_code_cell(source, id=name, metadata=tags, outputs=outputs)


def shown(widget="mcculloch-pitts", **state):
    """What is stored of a widget."""
    return nbformat.v4.new_output(
        "execute_result",
        data={"text/plain": "A figure."},
        metadata={"nnbook": {"_widget": widget, **state}},
    )


def wheel_of(module):
    """A package that is installed here, as the page unpacks it."""
    folder = Path(module.__file__).parent
    return wheel(
        {
            f"{folder.name}/{path.relative_to(folder)}": path.read_bytes()
            for path in sorted(folder.rglob("*.py"))
        }
    )


def wheel(files):
    """A package of these files, {path: content}."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return made.getvalue()


def build(folder, monkeypatch, cells=CELLS):
    """Build the chapter below ``folder``; return where its page lies."""
    known = {"traitlets": packages.locked()["traitlets"]}
    wheels = {known["traitlets"]["file_name"]: wheel_of(traitlets)}
    monkeypatch.setattr(packages, "locked", lambda: known)
    monkeypatch.setattr(packages, "wheels", lambda kept: (wheels, ""))
    return build_pages(folder, {"index.ipynb": nbformat.writes(notebook(cells))})


def build_pages(folder, texts):
    """Build a book of files, {name: text}, below ``folder``; return where its pages lie."""
    source = folder / "source"
    source.mkdir(exist_ok=True)
    for name, text in texts.items():
        (source / name).write_text(text, "utf-8")
    config = {
        "extensions": ["myst_nb", "press.site"],
        "html_theme": "sphinx_book_theme",
        "html_theme_options": {
            "repository_url": "https://github.com/someone/book",
            "path_to_docs": "",
            "launch_buttons": {"colab_url": "https://colab.research.google.com"},
        },
        "html_context": {"default_mode": "auto"},
        "html_favicon": str(assets.STATIC / "logo.svg"),
        "nb_execution_mode": "off",
        "nnbook_pictures": False,
        "myst_enable_extensions": ["dollarmath"],
        "suppress_warnings": ["config.cache", "nnbook.outputs"],
    }
    with docutils_namespace(), open(folder / "log", "w", encoding="utf-8") as log:
        places = (source, None, folder / "html", folder / "trees")
        Sphinx(*places, "html", config, status=None, warning=log).build()
    assert not (folder / "log").read_text("utf-8")
    return folder / "html"
