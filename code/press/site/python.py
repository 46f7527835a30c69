"""What the page's Python is made of, and the list by which a page checks it.

A page fetches these files itself and hands them to its sandbox as bytes
(js/src/site/python/): those of Pyodide, and what grades, as one JSON file
{path: text}. python.json lists them: {group: {path: {size, sha256}}}. The group "start"
is what every exercise needs; "numpy" is what those need as well that use numpy. "cells"
is what a chapter's code needs: the book's package; "packages" is what this imports. A
package that the build could not get has its address in Pyodide's own distribution as
its path, and no size. What Python imports at its start, and of the packages, is
compiled (compiled.py).
"""

import hashlib
import json
from pathlib import Path

import nnbook
from press import packages
from press.site.compiled import LIBRARY, compiled

PYODIDE = [
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
]
# The modules that every interpreter has; the standard library is all that they need.
GRADING = [
    "__init__.py",
    "language/__init__.py",
    *(
        f"grading/{name}.py"
        for name in (
            "__init__",
            "plain_array",
            "wire",
            "show",
            "reader",
            "answers",
            "grader",
            "far",
        )
    ),
]


# What the interpreters import (judge, reader's code, cells), and what the cells do.
IMPORTED = ["nnbook.grading.far", "nnbook.grading.answers", "nnbook.live.runner"]
BY_CELLS = [
    "numpy",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "traitlets",
]


def write_python(pyodide, target, wheels):
    """Write into the folder `target` what the page's Python needs.

    `pyodide` is the folder of its package; its files are copied to `target`/pyodide.
    `wheels` are the packages that the book brings, {file name: bytes}.
    """
    package = Path(nnbook.__file__).parent
    grading = {
        f"nnbook/{name}": (package / name).read_text("utf-8") for name in GRADING
    }
    book = book_texts(package)
    archives = compiled(pyodide, book, wheels, imported(wheels))
    start = {"grading.json": json.dumps(grading).encode()}
    start |= {f"pyodide/{name}": (pyodide / name).read_bytes() for name in PYODIDE}
    start[f"pyodide/{LIBRARY}"] = archives.pop(LIBRARY)
    cells = {"nnbook.json": json.dumps(book).encode()} | book_faces(package)
    served = {f"packages/{name}": content for name, content in archives.items()}
    for path, content in (start | cells | served).items():
        write(target / path, content)
    listed = {
        group: {path: entry(content) for path, content in sorted(files.items())}
        for group, files in {"start": start, "cells": cells}.items()
    }
    listed["packages"] = places(packages.locked(), archives)
    listed["numpy"] = places(packages.of_exercises(), archives)
    write(target / "python.json", json.dumps(listed, indent=1).encode())


def imported(wheels):
    """Return the modules that a page's Python imports where it has these packages."""
    there = (p for p in packages.locked().values() if p["file_name"] in wheels)
    modules = {name for package in there for name in package["imports"]}
    return IMPORTED + [m for m in BY_CELLS if m.partition(".")[0] in modules]


def book_texts(package):
    """Return the files of the book's package that a chapter's code needs, {path: text}.

    No exercises: they have a Python of their own. The front ends of the figures are in
    the page already, so their files are empty here.
    """
    texts = {}
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package)
        if not path.is_file() or "__pycache__" in name.parts or path.suffix == ".ttf":
            continue
        if name.parts[0] == "exercises" and len(name.parts) > 2:
            continue
        if name.parts[0] == "language" and path.suffix == ".json":
            continue  # a page fetches that of its language alone
        front_end = name.parts[:2] == ("widgets", "static")
        texts[f"nnbook/{name.as_posix()}"] = (
            "" if front_end else path.read_text("utf-8")
        )
    return texts


def book_faces(package):
    """Return what that code reads and is no text, {path: bytes}: the face of plots."""
    found = sorted(package.glob("plots/*.ttf"))
    return {f"nnbook/plots/{path.name}": path.read_bytes() for path in found}


def places(wanted, wheels):
    """Return where a page gets packages, and what it must find them to be."""
    found = {}
    for package in wanted.values():
        name = package["file_name"]
        if name in wheels:
            found[f"packages/{name}"] = entry(wheels[name])
        else:
            address = packages.distribution() + name
            found[address] = {"sha256": package["sha256"]}
    return found


def entry(content):
    """What a page must find a file to be."""
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write(path, content):
    """Write a file, unless it has this content already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
