"""What the page's Python is made of, and the list by which a page checks it.

A page fetches these files itself and hands them to its sandbox as bytes
(js/src/site/python/): those of Pyodide, and what grades, as one JSON file
{path: text}. python.json lists them: {group: {path: {size, sha256}}}. The group "start"
is what exercises need; "cells" is what a chapter's code needs as well: the book's
package, and what this imports. Packages that the build could not get are in the group
"elsewhere", with their address in Pyodide's own distribution as their path.
"""

import hashlib
import json
from pathlib import Path

from sphinx.util import logging

import nnbook
from press import packages

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


log = logging.getLogger(__name__)


def write_python(pyodide, target, kept):
    """Write into the folder `target` what the page's Python needs.

    `pyodide` is the folder of its package; its files are copied to `target`/pyodide.
    Packages that have to be downloaded are kept in the folder `kept`.
    """
    package = Path(nnbook.__file__).parent
    grading = {
        f"nnbook/{name}": (package / name).read_text("utf-8") for name in GRADING
    }
    start = {"grading.json": json.dumps(grading).encode()}
    start |= {f"pyodide/{name}": (pyodide / name).read_bytes() for name in PYODIDE}
    wheels, why = packages.wheels(kept)
    cells = {"nnbook.json": json.dumps(book_texts(package)).encode()}
    cells |= {f"packages/{name}": content for name, content in wheels.items()}
    for path, content in (start | cells).items():
        write(target / path, content)
    listed = {
        group: {path: entry(content) for path, content in sorted(files.items())}
        for group, files in {"start": start, "cells": cells}.items()
    }
    listed["elsewhere"] = elsewhere(wheels)
    write(target / "python.json", json.dumps(listed, indent=1).encode())
    if why:
        count = len(listed["elsewhere"])
        log.info("pages will fetch %s packages of Python's themselves: %s", count, why)


def book_texts(package):
    """Return the files of the book's package that a chapter's code needs, {path: text}.

    No exercises: they have a Python of their own. The front ends of the figures are in
    the page already, so their files are empty here.
    """
    texts = {}
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package)
        if not path.is_file() or "__pycache__" in name.parts:
            continue
        if name.parts[0] == "exercises" and len(name.parts) > 2:
            continue
        front_end = name.parts[:2] == ("widgets", "static")
        texts[f"nnbook/{name.as_posix()}"] = (
            "" if front_end else path.read_text("utf-8")
        )
    return texts


def elsewhere(wheels):
    """Return what a page has to fetch from Pyodide's own distribution."""
    files = {p["file_name"]: p["sha256"] for p in packages.locked().values()}
    return {
        packages.distribution() + name: {"sha256": sha256}
        for name, sha256 in files.items()
        if name not in wheels
    }


def entry(content):
    """What a page must find a file to be."""
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write(path, content):
    """Write a file, unless it has this content already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
