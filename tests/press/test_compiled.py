"""What a page's Python imports is compiled with that Python; the rest is as it came."""

import io
import shutil
import zipfile
from pathlib import Path

import nnbook
from press import packages
from press.site.compiled import LIBRARY, compiled
from press.site.python import IMPORTED, book_texts

BOOK = book_texts(Path(nnbook.__file__).parent)
NAME = "little-1-py3-none-any.whl"
FILES = {
    "little/__init__.py": "import json\nx = 1\n",
    "little/__init__.pyi": "x: int\n",
    "little/never.py": "y = 2\n",
}


def wheel():
    """A package of two modules and what an editor reads; the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in FILES.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


def names(archive):
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        return {name for name in read.namelist() if not name.endswith("/")}


def test_what_is_imported_is_compiled_and_the_rest_is_left():
    imports = [*IMPORTED, "little"]
    made = compiled(packages.PYODIDE, BOOK, {NAME: wheel()}, imports)
    assert names(made[NAME]) == {"little/__init__.pyc", "little/never.py"}
    before = names((packages.PYODIDE / LIBRARY).read_bytes())
    after = names(made[LIBRARY])
    assert {"json/__init__.pyc", "asyncio/tasks.pyc", "statistics.py"} <= after
    assert sorted(n.replace(".pyc", ".py") for n in after) == sorted(before)


def test_without_node_all_stays_as_it_came(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    made = compiled(packages.PYODIDE, BOOK, {NAME: wheel()}, IMPORTED)
    assert made[NAME] == wheel()
    assert made[LIBRARY] == (packages.PYODIDE / LIBRARY).read_bytes()
