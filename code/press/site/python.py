"""What the page's Python is made of, and the list by which a page checks it.

A page fetches these files itself and hands them to its sandbox as bytes
(js/src/site/python/): those of Pyodide, and what grades, as one JSON file
{path: text}. python.json lists them: {group: {path: {size, sha256}}}.
"""

import hashlib
import json
from pathlib import Path

import nnbook

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


def write_python(pyodide, target):
    """Write into the folder `target` what the page's Python needs.

    `pyodide` is the folder of its package; its files are copied to `target`/pyodide.
    """
    package = Path(nnbook.__file__).parent
    grading = {
        f"nnbook/{name}": (package / name).read_text("utf-8") for name in GRADING
    }
    files = {"grading.json": json.dumps(grading).encode()}
    files |= {f"pyodide/{name}": (pyodide / name).read_bytes() for name in PYODIDE}
    for path, content in files.items():
        write(target / path, content)
    listed = {path: entry(content) for path, content in sorted(files.items())}
    write(target / "python.json", json.dumps({"start": listed}, indent=1).encode())


def entry(content):
    """What a page must find a file to be."""
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write(path, content):
    """Write a file, unless it has this content already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
